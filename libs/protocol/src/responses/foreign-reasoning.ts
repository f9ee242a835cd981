import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { editJson } from '../json/edit-json.js';
import type { Issuer } from '../model.js';
import { readEncryptedContent } from './encrypted-content.js';

/**
 * Takes encrypted reasoning that the gateway tagged with another issuer out of a Responses body that is passed through;
 * what is tagged with this issuer gets its own content back. All other bytes stay.
 */
export function removeForeignReasoning(body: Buffer, json: JsonObject, issuer: Issuer): Buffer {
  if (!Array.isArray(json.input) || !json.input.some(isTagged)) return body;
  const input = (json.input as unknown[]).flatMap((item) => {
    if (!isTagged(item)) return [item];
    const signature = readEncryptedContent(item.encrypted_content);
    return signature.issuer === issuer ? [{ ...item, encrypted_content: signature.value }] : [];
  });
  return editJson(body, { input: JSON.stringify(input) });
}

function isTagged(item: unknown): item is JsonObject & { encrypted_content: string } {
  if (!isJsonObject(item) || item.type !== 'reasoning') return false;
  const { encrypted_content: content } = item;
  return typeof content === 'string' && content.startsWith('cg1.');
}
