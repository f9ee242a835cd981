import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { readSignature } from '../common/signature-tag.js';
import type { Issuer } from '../model.js';
import { editJson } from '../passthrough/edit-json.js';

/** What only a conversation that went through a conversion, or lost its signatures, holds. */
const tagged = Buffer.from('"cg1.');
const signatureMember = Buffer.from('"signature"');
const emptyString = /^\s*:\s*""/;
/** Blanks around the colon; no serializer writes more. */
const longestGap = 32;

/**
 * Takes thinking the upstream did not issue out of a Messages body that is passed through: blocks the gateway tagged
 * with another issuer, and for Anthropic itself blocks whose signature is empty. A block tagged with this issuer
 * gets its own signature back. All other bytes stay (router-for-me/CLIProxyAPI#1584).
 */
export function keepOwnThinking(body: Buffer, json: JsonObject, issuer: Issuer): Buffer {
  const hasTags = body.includes(tagged);
  const hasUnsigned = issuer === 'anthropic' && hasEmptySignature(body);
  if ((!hasTags && !hasUnsigned) || !Array.isArray(json.messages)) return body;
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

/** Whether some `signature` may be empty; without making a string of the whole body, which may be large. */
function hasEmptySignature(body: Buffer): boolean {
  for (let at = body.indexOf(signatureMember); at !== -1;) {
    const after = at + signatureMember.length;
    if (emptyString.test(body.toString('latin1', after, after + longestGap))) return true;
    at = body.indexOf(signatureMember, after);
  }
  return false;
}

function keepBlock(block: unknown, issuer: Issuer): unknown {
  if (!isJsonObject(block) || block.type !== 'thinking') return block;
  if (typeof block.signature !== 'string') return issuer === 'anthropic' ? null : block;
  const signature = readSignature(block.signature);
  if (!signature) return issuer === 'anthropic' ? null : block;
  if (!block.signature.startsWith('cg1.')) return block;
  return signature.issuer === issuer ? { ...block, signature: signature.value } : null;
}
