import {
  guardrailOfPrefix,
  type RestorePolicy,
  type Rules,
  type TextKind,
} from '@codegate/guardrails';
import { isJsonObject, type JsonObject } from '@codegate/kernel';

/** A request as it was sent, with its tokens. */
type SentRequest = { readonly body: Buffer; readonly json: JsonObject };

/** Members that hold no text of a person: what tools are described as is written by those who make them. */
const notWritten: ReadonlySet<string> = new Set(['tools', 'functions', 'model', 'metadata']);
const rolesOfOthers: ReadonlySet<unknown> = new Set(['assistant', 'tool', 'function']);
/** Types of what a model wrote or a tool returned, in all dialects. */
const typesOfOthers =
  /(?:_call|_use|_output|_result|^reasoning|^thinking|^redacted_thinking|^compaction)$/;
const localName = /^[a-z][a-z0-9_-]{0,62}$/;
const loopback = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** A response with URLs of more hosts is not restored in the further ones: each takes a search of the request. */
const maxHosts = 200;

/**
 * Restores what the conversation holds, where it cannot get out. A model may repeat a token because a web page tells it
 * to, so a token that is not in the request stays as it is, and so does one in a URL of a host that nobody named.
 */
export class ConversationPolicy implements RestorePolicy {
  private readonly tokens = new Map<string, boolean>();
  private readonly hosts = new Map<string, boolean>();
  /** The provider keeps earlier messages, so their tokens are not in the request. */
  private readonly hasStoredHistory: boolean;

  /**
   * @param restore settings of the guardrails that differ from the default
   * @param restoresLegacy for callers without a tenant, to whom an upgraded installation belonged
   */
  constructor(
    private readonly sent: SentRequest,
    private readonly restore: Rules['restore'],
    readonly restoresLegacy: boolean,
  ) {
    const { previous_response_id: previous, conversation } = sent.json;
    const hasId = typeof previous === 'string' || (conversation ?? null) !== null;
    this.hasStoredHistory = hasId || holdsCompaction(sent.json);
  }

  allows(token: string, prefix: string, kind: TextKind): boolean {
    const place = this.settingOf(prefix)?.place ?? 'everywhere';
    const isPlace = place === 'everywhere' || (place === 'text') === (kind === 'text');
    return isPlace && (this.hasStoredHistory || this.isSent(token));
  }

  allowsHost(host: string, prefix: string, kind: TextKind): boolean {
    if (loopback.test(host)) return true;
    // Of the own network or container: nothing that an outsider can register.
    if (kind !== 'text' && localName.test(host)) return true;
    const listed = this.settingOf(prefix)?.hosts ?? [];
    return listed.some((pattern) => matches(host, pattern)) || this.isNamed(host, kind);
  }

  private settingOf(prefix: string): Rules['restore'][string] | undefined {
    const id = guardrailOfPrefix(prefix);
    return id !== undefined && Object.hasOwn(this.restore, id) ? this.restore[id] : undefined;
  }

  private isSent(token: string): boolean {
    const known = this.tokens.get(token);
    if (known !== undefined) return known;
    const isSent = this.sent.body.includes(token);
    this.tokens.set(token, isSent);
    return isSent;
  }

  /**
   * A text is shown, and its images are fetched at once: there a host counts only when a person or the client wrote it,
   * since a web page that a tool has read names its own host. A tool call is what the client was asked to do, with
   * addresses that it found in files: there any part of the request counts.
   */
  private isNamed(host: string, kind: TextKind): boolean {
    const key = `${kind === 'text' ? 'text' : 'call'} ${host}`;
    const known = this.hosts.get(key);
    if (known !== undefined) return known;
    if (host === '' || this.hosts.size >= maxHosts) return false;
    const { body, json } = this.sent;
    const isNamed =
      kind === 'text' ? isWritten(json, host) : holdsHost(body.toString('latin1'), host);
    this.hosts.set(key, isNamed);
    return isNamed;
  }
}

/** Whether an item or a block is a compaction, whose content only the provider can read. */
function holdsCompaction({ input, messages }: JsonObject): boolean {
  const items = [input, messages].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  );
  const blocks = items.flatMap((item) =>
    isJsonObject(item) && Array.isArray(item.content) ? (item.content as unknown[]) : [],
  );
  return [...items, ...blocks].some(
    (each) =>
      isJsonObject(each) && typeof each.type === 'string' && each.type.startsWith('compaction'),
  );
}

/** Whether a host is in what people and clients wrote, as opposed to models and tools. */
function isWritten(json: JsonObject, host: string): boolean {
  return Object.keys(json).some((key) => !notWritten.has(key) && holdsInside(json[key], host));
}

function holdsInside(node: unknown, host: string): boolean {
  if (typeof node === 'string') return holdsHost(node, host);
  if (Array.isArray(node)) return node.some((item) => holdsInside(item, host));
  if (!isJsonObject(node)) return false;
  const { role, type } = node;
  if (rolesOfOthers.has(role) || (typeof type === 'string' && typesOfOthers.test(type)))
    return false;
  return Object.values(node).some((value) => holdsInside(value, host));
}

/** Whether a text holds the host, and not only as a part of a longer name. */
function holdsHost(text: string, host: string): boolean {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(host); at >= 0; at = lower.indexOf(host, at + 1)) {
    const isStart = at === 0 || !/[a-z0-9.-]/.test(lower.charAt(at - 1));
    const after = lower.slice(at + host.length, at + host.length + 2);
    if (isStart && !/^(?:[a-z0-9-]|\.[a-z0-9])/.test(after)) return true;
  }
  return false;
}

/** `*.example.com` stands for the subdomains of example.com. */
function matches(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
