import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { isForeignCitation, isForeignSearch } from './web-search.js';
import { readSignature } from '../reasoning/signature-tag.js';
import type { Issuer } from '../model.js';
import { editJson } from '../json/edit-json.js';

/**
 * Takes thinking the upstream did not issue out of a Messages body that is passed through: blocks the gateway tagged
 * with another issuer, and for Anthropic itself blocks whose signature is empty, and web searches of other providers.
 * A block tagged with this issuer gets its own signature back. All other bytes stay (router-for-me/CLIProxyAPI#1584).
 */
export function removeForeignThinking(body: Buffer, json: JsonObject, issuer: Issuer): Buffer {
  if (!Array.isArray(json.messages) || !json.messages.some(mayChange)) return body;
  const given: unknown[] = json.messages;
  const messages = given.flatMap((message: unknown) => {
    if (!isJsonObject(message) || !Array.isArray(message.content)) return [message];
    const blocks: unknown[] = message.content;
    const content = blocks.flatMap((block: unknown) => {
      const kept = keepBlock(block, issuer);
      return kept === null ? [] : [kept];
    });
    const isSame =
      content.length === blocks.length && content.every((each, i) => each === blocks[i]);
    if (isSame) return [message];
    return content.length === 0 ? [] : [{ ...message, content }];
  });
  const isSame = messages.length === given.length && messages.every((each, i) => each === given[i]);
  return isSame ? body : editJson(body, { messages: JSON.stringify(messages) });
}

/** Only a conversation that went through a conversion, or lost its signatures, holds such a block. */
function mayChange(message: unknown): boolean {
  if (!isJsonObject(message) || !Array.isArray(message.content)) return false;
  return message.content.some(
    (block: unknown) =>
      isJsonObject(block) &&
      (isForeignSearch(block) ||
        hasForeignCitation(block) ||
        (block.type === 'thinking' &&
          (typeof block.signature !== 'string' ||
            block.signature === '' ||
            block.signature.startsWith('cg1.')))),
  );
}

function keepBlock(block: unknown, issuer: Issuer): unknown {
  if (!isJsonObject(block)) return block;
  if (isForeignSearch(block)) return null;
  if (hasForeignCitation(block)) {
    const { citations, ...rest } = block;
    const own = (citations as unknown[]).filter((each) => !isForeignCitation(each));
    return own.length === 0 ? rest : { ...rest, citations: own };
  }
  if (block.type !== 'thinking') return block;
  if (typeof block.signature !== 'string') return issuer === 'anthropic' ? null : block;
  const signature = readSignature(block.signature);
  if (!signature) return issuer === 'anthropic' ? null : block;
  if (!block.signature.startsWith('cg1.')) return block;
  return signature.issuer === issuer ? { ...block, signature: signature.value } : null;
}

function hasForeignCitation({ citations }: JsonObject): boolean {
  return Array.isArray(citations) && citations.some(isForeignCitation);
}
