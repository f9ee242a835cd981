import { sha256Hex } from '@codegate/kernel';

import type { Change, LlmRequest } from '../model.js';
import type { NameTable } from '../target.js';

const illegal = /[^a-zA-Z0-9_-]/g;
const hashChars = 8;

type Kind = 'function' | 'custom';
type Original = { name: string; namespace?: string; kind: Kind };

/**
 * Names of tools in the form the target takes, and the way back. A namespaced tool becomes
 * `namespace__name`; the way back is this table, never splitting the text, because plain names may hold
 * two underscores as well. The same tools give the same names in every request.
 */
export class ToolNames implements NameTable {
  /** The caller's tool by the target's name; every name that is taken. */
  private readonly originals = new Map<string, Original>();
  private readonly names = new Map<string, string>();
  private readonly reserved = new Set<string>();

  /** @param limit Longest name: 64 for OpenAI's formats, 128 for Anthropic's. */
  constructor(private readonly limit: number) {}

  nameFor(name: string, namespace?: string, kind: Kind = 'function'): string {
    const key = keyOf(name, namespace);
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const wanted = namespace === undefined ? name : `${namespace}__${name}`;
    const chosen = this.choose(wanted, key);
    this.names.set(key, chosen);
    this.originals.set(chosen, { name, ...(namespace === undefined ? {} : { namespace }), kind });
    return chosen;
  }

  /** Keeps a name for a tool the provider runs itself. */
  reserve(name: string): void {
    this.reserved.add(name);
  }

  private isTaken(name: string): boolean {
    return this.originals.has(name) || this.reserved.has(name);
  }

  original(name: string): Original | undefined {
    const original = this.originals.get(name);
    if (!original) return undefined;
    const isSame = original.name === name && original.namespace === undefined;
    return isSame && original.kind === 'function' ? undefined : original;
  }

  private choose(wanted: string, key: string): string {
    const legal = wanted.replace(illegal, '_');
    if (legal === wanted && wanted !== '' && wanted.length <= this.limit) {
      if (!this.isTaken(wanted)) return wanted;
    }
    const start = legal.slice(0, this.limit - hashChars - 1) || 'tool';
    for (let attempt = 0; ; attempt++) {
      const seed = attempt === 0 ? key : `${key}\u0000${attempt}`;
      const name = `${start}_${sha256Hex(seed).slice(0, hashChars)}`;
      if (!this.isTaken(name)) return name;
    }
  }
}

function keyOf(name: string, namespace: string | undefined): string {
  return namespace === undefined ? name : `${namespace}\u0000${name}`;
}

/**
 * The table for one request. Plain tools choose first, so that a namespaced or illegal name can never
 * take the name of a tool that needs no change.
 */
export function toToolNames(request: LlmRequest, limit: number, changes: Change[]): ToolNames {
  const names = new ToolNames(limit);
  for (const tool of request.tools) {
    if (tool.kind === 'hosted' && typeof tool.raw.name === 'string') names.reserve(tool.raw.name);
  }
  for (const tool of request.tools) {
    if (tool.kind === 'hosted' || tool.namespace !== undefined || !isLegal(tool.name, limit))
      continue;
    names.nameFor(tool.name, undefined, tool.kind);
  }
  request.tools.forEach((tool, index) => {
    if (tool.kind === 'hosted') return;
    const name = names.nameFor(tool.name, tool.namespace, tool.kind);
    if (name === tool.name) return;
    changes.push({
      action: 'changed',
      path: `tools[${index}].name`,
      reason: `the target knows the tool as ${name}`,
    });
  });
  return names;
}

function isLegal(name: string, limit: number): boolean {
  return name !== '' && name.length <= limit && name.search(illegal) === -1;
}
