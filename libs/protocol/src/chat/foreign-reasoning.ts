import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { editJson } from '../json/edit-json.js';
import { isOwnDetail } from './reasoning-details.js';

/**
 * Takes reasoning that went through a conversion out of a Chat body that is passed through: no server of Chat knows
 * the gateway's own entries of `reasoning_details`. All other bytes stay.
 */
export function removeForeignReasoning(body: Buffer, json: JsonObject): Buffer {
  if (!Array.isArray(json.messages) || !json.messages.some(holdsOwn)) return body;
  const messages = (json.messages as unknown[]).map((message) => {
    if (!holdsOwn(message)) return message;
    const { reasoning_details: details, ...rest } = message;
    const left = details.filter((each) => !isJsonObject(each) || !isOwnDetail(each));
    return left.length === 0 ? rest : { ...rest, reasoning_details: left };
  });
  return editJson(body, { messages: JSON.stringify(messages) });
}

function holdsOwn(message: unknown): message is JsonObject & { reasoning_details: unknown[] } {
  if (!isJsonObject(message) || !Array.isArray(message.reasoning_details)) return false;
  return message.reasoning_details.some((each) => isJsonObject(each) && isOwnDetail(each));
}
