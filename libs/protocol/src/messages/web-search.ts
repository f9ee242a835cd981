import { sha256Hex, tryParseJson, type JsonObject } from '@codegate/kernel';

import { readNumber, readObject, readObjects, readString } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import type { Citation, WebSearch, WebSource } from '../model.js';
import { readDomains, readLocation } from '../tools/web-search-options.js';
import type { WebSearchFormat } from '../wire-format.js';

/** https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/web-search-tool */
export const webSearch: WebSearchFormat = {
  isTool: (type) => type.startsWith('web_search_'),
  read: (tool) =>
    omitUndefined({
      allowedDomains: readDomains(tool.allowed_domains),
      blockedDomains: readDomains(tool.blocked_domains),
      maxUses: readNumber(tool.max_uses),
      location: readLocation(tool.user_location),
    }),
  write({ allowedDomains, blockedDomains, maxUses, location, contextSize }) {
    // Anthropic takes one of the two lists.
    const blocked = allowedDomains ? undefined : blockedDomains;
    return {
      tool: {
        type: 'web_search_20250305',
        name: 'web_search',
        ...omitUndefined({
          max_uses: maxUses,
          allowed_domains: allowedDomains,
          blocked_domains: blocked,
          user_location: location,
        }),
      },
      lost: [
        ...(contextSize === undefined ? [] : (['contextSize'] as const)),
        ...(blockedDomains && !blocked ? (['blockedDomains'] as const) : []),
      ],
    };
  },
};

/**
 * Marks blocks the gateway made of another provider's search. Anthropic checks its own, so these must not go to it
 * when the client sends them back.
 */
const ownId = 'srvtoolu_cg1';
const ownContent = 'cg1.web_search';

/** Whether a block of the history was made of another provider's search. */
export function isForeignSearch({ type, id, tool_use_id }: JsonObject): boolean {
  const owner =
    type === 'server_tool_use' ? id : type === 'web_search_tool_result' ? tool_use_id : '';
  return typeof owner === 'string' && owner.startsWith(ownId);
}

/** Whether a citation of the history is of another provider's search. */
export function isForeignCitation(citation: unknown): boolean {
  return readObject(citation)?.encrypted_index === ownContent;
}

/** The two blocks of a search, as Claude Code and Anthropic's SDKs read them. */
export function writeSearch(search: WebSearch): { use: JsonObject; result: JsonObject } {
  const id = ownId + sha256Hex(search.id).slice(0, 24);
  const content = search.failed
    ? { type: 'web_search_tool_result_error', error_code: 'unavailable' }
    : search.sources.map(({ url, title }) => ({
        type: 'web_search_result',
        url,
        title: title ?? url,
        encrypted_content: ownContent,
        page_age: null,
      }));
  return {
    use: { type: 'server_tool_use', id, name: 'web_search', input: { query: search.query } },
    result: { type: 'web_search_tool_result', tool_use_id: id, content },
  };
}

export function writeCitation({ url, title, text }: Citation): JsonObject {
  return {
    type: 'web_search_result_location',
    url,
    title: title ?? url,
    encrypted_index: ownContent,
    cited_text: text,
  };
}

/** A search out of its two blocks; undefined when they are those of another tool. */
export function readSearch(use: JsonObject, result: JsonObject): WebSearch | undefined {
  if (use.name !== 'web_search' || result.type !== 'web_search_tool_result') return undefined;
  const input = readObject(use.input) ?? readObject(tryParseJson(readString(use.input) ?? ''));
  const { content } = result;
  return {
    id: readString(use.id) ?? '',
    query: readString(input?.query) ?? '',
    sources: readObjects(content).flatMap(readSource),
    ...(Array.isArray(content) ? {} : { failed: true }),
    origin: { dialect: 'messages', raw: [use, result] },
  };
}

export function readSource(raw: JsonObject): WebSource[] {
  const url = readString(raw.url);
  return url === undefined ? [] : [{ url, ...omitUndefined({ title: readString(raw.title) }) }];
}
