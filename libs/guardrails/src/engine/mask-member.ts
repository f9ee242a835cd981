import type { Conversation } from './conversation.js';
import type { MaskedText } from './masked-text.js';
import type { Author, TextMasker } from './text-masker.js';

/** Names of members that say what their value is. */
const meaningfulName =
  /pass|pwd|secret|token|key|auth|cred|phone|mobile|\btel|fax|ssn|social|tax|name|address|street|line1|city|card|\bpan\b|number|assignee|patient|holder|author|contact|owner/i;
const maxLength = 400;

/**
 * Masks a value together with the name of its member: in `{"password": "hunter22"}` only the name shows what the value
 * is. The guardrails see both as a line of JSON.
 */
export function maskMember(
  masker: TextMasker,
  tenantId: string,
  value: string,
  key: string | undefined,
  conversation: Conversation,
  author: Author,
): MaskedText {
  const hasMeaningfulName =
    key !== undefined &&
    value.length <= maxLength &&
    meaningfulName.test(key) &&
    /^[\w.$ -]{1,60}$/.test(key) &&
    !/["\\\n\r]/.test(value);
  if (!hasMeaningfulName) return masker.mask(tenantId, value, conversation, author);
  const prefix = `"${key}": "`;
  const result = masker.mask(tenantId, `${prefix}${value}"`, conversation, author);
  const isWithin = result.detections.every(
    ({ start, end }) => start >= prefix.length && end <= prefix.length + value.length,
  );
  if (!isWithin) return masker.mask(tenantId, value, conversation, author);
  return {
    ...result,
    text: result.text.slice(prefix.length, -1),
    detections: result.detections.map((found) => ({
      ...found,
      start: found.start - prefix.length,
      end: found.end - prefix.length,
    })),
  };
}
