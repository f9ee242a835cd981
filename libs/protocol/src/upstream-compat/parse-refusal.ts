/** A change after which an upstream that refused a request may take it. */
export type Fix =
  /** It does not know this field; two names for a field inside an outermost one. */
  | { kind: 'drop_field'; path: readonly [string] | readonly [string, string] }
  | { kind: 'rename_field'; from: string; to: string }
  /** Thinking of another issuer or account is in the history. */
  | { kind: 'drop_thinking' }
  /** Encrypted reasoning of another organisation is in the input. */
  | { kind: 'drop_encrypted_reasoning' };

/** Without these a request would mean something else. */
const essential = new Set([
  'model',
  'messages',
  'input',
  'instructions',
  'system',
  'prompt',
  'stream',
  'tools',
  'max_tokens',
  'thread',
  'safeguards',
]);

const fieldName = '[\'"`]?([a-z][a-z0-9_]*)(?:\\.([a-z][a-z0-9_]*))?[\'"`]?';
/** Wordings of Anthropic, OpenAI, the ChatGPT backend, FastAPI servers and Cerebras. */
const refusedField = [
  new RegExp(`^(?:body\\.)?${fieldName}: extra inputs are not permitted`, 'i'),
  new RegExp(`unsupported (?:parameter|value): ?${fieldName}`, 'i'),
  new RegExp(`unknown parameter: ?${fieldName}`, 'i'),
  new RegExp(`unrecognized request arguments? supplied: ?${fieldName}`, 'i'),
  new RegExp(`property ['"\`]?(?:body\\.)?${fieldName} is (?:unsupported|not supported)`, 'i'),
  new RegExp(`parameter ${fieldName} is not supported`, 'i'),
];
const useInstead = /use ['"`]?([a-z][a-z0-9_]*)['"`]? instead/i;
const wrongSignature = /invalid [`'"]?signature[`'"]? in [`'"]?(?:redacted_)?thinking/i;
const wrongEncryption = /encrypted[ _]content.*(?:could not be (?:verified|decrypted)|invalid)/i;

/**
 * Reads from the message of a 400 what could be changed so that the upstream takes the request.
 *
 * @returns null when the caller has to correct the request
 */
export function parseRefusal(status: number, message: string): Fix | null {
  if (status !== 400 && status !== 422) return null;
  if (wrongSignature.test(message)) return { kind: 'drop_thinking' };
  if (wrongEncryption.test(message)) return { kind: 'drop_encrypted_reasoning' };
  for (const pattern of refusedField) {
    const match = pattern.exec(message);
    const [, field, inner] = match ?? [];
    if (field === undefined) continue;
    const instead = useInstead.exec(message)?.[1];
    if (instead !== undefined && inner === undefined) {
      return { kind: 'rename_field', from: field, to: instead };
    }
    if (inner !== undefined && !['messages', 'input', 'tools', 'system'].includes(field)) {
      return { kind: 'drop_field', path: [field, inner] };
    }
    return inner === undefined && !essential.has(field)
      ? { kind: 'drop_field', path: [field] }
      : null;
  }
  return null;
}
