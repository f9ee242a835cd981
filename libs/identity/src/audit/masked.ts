import { isJsonObject, type JsonObject } from '@codegate/kernel';

/** Fields whose values are always masked. */
const secretNames = new Set([
  'apikey',
  'accesstoken',
  'refreshtoken',
  'token',
  'secret',
  'clientsecret',
  'webhooksecret',
  'password',
  'currentpassword',
  'newpassword',
  'proxyapikey',
  'code',
  'recoverycodes',
  'otpauthurl',
  'authorization',
]);
const maxTextLength = 300;
const maxItems = 50;
const deepest = 6;

/** Ignores a prefix, such as `client` in `clientSecret`. */
const secretEnding = /(secret|password|passphrase|apikey|privatekey|accesstoken|refreshtoken)$/;

export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[_-]/g, '');
  return secretNames.has(plain) || secretEnding.test(plain);
}

/** Flags and counts of secrets are not secret. */
function isSecret(name: string, value: unknown): boolean {
  const isText = typeof value === 'string' || (typeof value === 'object' && value !== null);
  return isText && isSecretName(name);
}

/** The value with secrets masked, and shortened for display. */
export function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return value.length > maxTextLength ? `${value.slice(0, maxTextLength)}…` : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => masked(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isSecret(name, field) ? '***' : masked(field, depth + 1),
    ]),
  );
}

/** Fields that change with every write. */
const ignoredNames = new Set(['updatedAt', 'lastUsedAt']);

/**
 * The fields that differ, before and after the change, masked. A secret that was sent counts as changed: two keys can
 * have the same mask.
 *
 * @param sent the body of the request
 */
export function changesBetween(
  before: unknown,
  after: unknown,
  sent: unknown,
): { before: JsonObject | null; after: JsonObject | null } {
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return { before: toObject(before), after: toObject(after) };
  }
  const sentSecrets = isJsonObject(sent) ? Object.keys(sent).filter(isSecretName) : [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) =>
      !ignoredNames.has(name) &&
      (sentSecrets.includes(name) || JSON.stringify(before[name]) !== JSON.stringify(after[name])),
  );
  const pick = (from: JsonObject) =>
    masked(Object.fromEntries(names.map((name) => [name, from[name] ?? null]))) as JsonObject;
  return { before: pick(before), after: pick(after) };
}

function toObject(value: unknown): JsonObject | null {
  if (Array.isArray(value)) return { items: masked(value) };
  return isJsonObject(value) ? (masked(value) as JsonObject) : null;
}
