import { GatewayError, type JsonObject } from '@codegate/kernel';
import { checkModel, formatOfRequest, type ModelEntry } from '@codegate/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { identify } from '../pipeline/authenticate/authenticate.js';
import type { Caller } from '../pipeline/call.js';
import type { PipelineDeps } from '../pipeline/pipeline-deps.js';
import { mayUseModel } from '../pipeline/admit/check-scope.js';
import { sendError } from '../send-error.js';

/** Where the models of an account come from: its live list, cached. */
export type ModelDirectory = {
  modelsOf(account: ProxyAccount): Promise<readonly ModelEntry[]>;
};

/** `GET /v1/models` and `/v1/models/:id` in the dialect of the caller. */
export async function listModels(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Pick<PipelineDeps, 'directory' | 'clock' | 'connections'>,
  models: ModelDirectory,
): Promise<FastifyReply> {
  const format = formatOfRequest(null, request.headers).models;
  try {
    const snapshot = deps.directory.current();
    const caller = identify(request.raw, snapshot, deps.clock.now());
    deps.connections.authenticated(request.raw.socket);
    const entries = await routableModels(caller, snapshot, models);
    const wanted = wantedId(request);
    if (wanted === null && isForCodex(request)) return await reply.send(writeCodexList(entries));
    if (wanted === null) return await reply.send(format.writeList(entries));
    const entry = entries.find(({ id }) => id === wanted);
    if (!entry) throw new GatewayError('not_found', `model: ${wanted}`);
    return await reply.send(format.writeEntry(entry));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return sendError(request, reply, error);
  }
}

/** Codex names its version in the query, and reads a list of another shape than OpenAI's API has. */
function isForCodex(request: FastifyRequest): boolean {
  return 'client_version' in (request.query as Record<string, unknown>);
}

/** Only the models of ChatGPT plans: Codex refuses a whole list with an entry that lacks one of its many fields. */
function writeCodexList(entries: readonly ModelEntry[]): JsonObject {
  return { models: entries.flatMap(({ codexEntry }) => (codexEntry ? [codexEntry] : [])) };
}

/** Ids may contain slashes. */
function wantedId(request: FastifyRequest): string | null {
  const id = (request.params as { '*'?: string })['*'];
  return id === undefined || id === '' ? null : checkModel(id);
}

/** The models this caller may use: the models of the accounts its config routes to, or of all accounts. */
async function routableModels(
  caller: Caller,
  snapshot: Snapshot,
  models: ModelDirectory,
): Promise<ModelEntry[]> {
  const configId = caller.tenant?.configId ?? snapshot.activeConfigId;
  const config = configId === null ? undefined : snapshot.configs.get(configId);
  const routed = config && new Set(config.rows.map(({ accountId }) => accountId));
  const accounts = [...snapshot.accounts.values()].filter(
    ({ id, enabled, usable }) => enabled && usable && (!routed || routed.has(id)),
  );
  const lists = await Promise.all(accounts.map((account) => models.modelsOf(account)));
  const byId = new Map<string, ModelEntry>();
  for (const entry of lists.flat()) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  for (const row of config?.rows ?? []) {
    const id = row.targetModel;
    if (id !== null && !byId.has(id)) byId.set(id, namedModel(id));
  }
  const usable = [...byId.values()].filter(({ id }) => mayUseModel(caller, id));
  return usable.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function namedModel(id: string): ModelEntry {
  return {
    id,
    displayName: id,
    createdAt: null,
    ownedBy: 'codegate',
    contextTokens: null,
    maxOutputTokens: null,
    codexEntry: null,
  };
}
