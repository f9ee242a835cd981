import { hash, verify } from '@node-rs/argon2';

import { InvalidBody } from '@codegate/dto';

export const minPasswordLength = 10;
export const maxPasswordLength = 256;

/**
 * The first parameters OWASP recommends for argon2id, the default of the package; about 20 ms and 19 MiB per hash, on
 * libuv's threads.
 */
const cost = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;

/** The most common passwords with at least the minimum length. */
const wellKnown = new Set(['password12', 'password123', '1234567890', 'qwertyuiop', 'changeme123']);

export function hashPassword(password: string): Promise<string> {
  return hash(toBytes(password), cost);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password matches the hash. Takes equally long for a user who does not exist or has no password, so that
 * the time does not reveal which names exist.
 */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hash('no password has this hash', cost);
  const isRight = await verify(stored ?? (await decoy), toBytes(password));
  return isRight && stored !== null;
}

/** @throws InvalidBody for a password that is too easy to guess */
export function refuseWeakPassword(password: string, name: string, field = 'password'): void {
  const lower = password.toLowerCase();
  if (!wellKnown.has(lower) && lower !== name.toLowerCase() && new Set(lower).size > 3) return;
  throw new InvalidBody([{ field, message: `${field} is too easy to guess` }]);
}

/** Unicode normalization: the same characters, however the keyboard composed them. */
function toBytes(password: string): string {
  return password.normalize('NFKC');
}
