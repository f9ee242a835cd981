import { hash, verify } from '@node-rs/argon2';

import { InvalidBody } from '@codegate/dto';

export const minPasswordLength = 10;
export const maxPasswordLength = 256;

/** OWASP's first choice for argon2id, which is the package's default; about 20 ms and 19 MiB each, on libuv's threads. */
const cost = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;

/** Passwords that everybody tries first; longer ones are variations of the user's own name. */
const wellKnown = new Set(['password12', 'password123', '1234567890', 'qwertyuiop', 'changeme123']);

export function hashPassword(password: string): Promise<string> {
  return hash(toBytes(password), cost);
}

let decoy: Promise<string> | undefined;

/**
 * Whether it is the password. Takes as long for a user that does not exist, or has none, as for one that does, so
 * that the time tells nobody which names there are.
 */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hash('no password has this hash', cost);
  const isRight = await verify(stored ?? (await decoy), toBytes(password));
  return isRight && stored !== null;
}

/** @throws InvalidBody for a password that is no good */
export function refuseWeakPassword(password: string, name: string, field = 'password'): void {
  const lower = password.toLowerCase();
  if (!wellKnown.has(lower) && lower !== name.toLowerCase() && new Set(lower).size > 3) return;
  throw new InvalidBody([{ field, message: `${field} is too easy to guess` }]);
}

/** The same characters, however the keyboard composed them. */
function toBytes(password: string): string {
  return password.normalize('NFKC');
}
