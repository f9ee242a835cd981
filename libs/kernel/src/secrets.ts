import { hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of the UTF-8 text, as lower-case hexadecimal. */
export function sha256Hex(text: string): string {
  return hash('sha256', text);
}

/** Compares two secrets in a time that does not depend on where they differ, nor on their lengths. */
export function equalSecrets(a: string, b: string): boolean {
  const digestOf = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digestOf(a), digestOf(b));
}

/** The masked form of a secret for display: the first 8 and last 4 characters, or nothing of a short one. */
export function maskSecret(secret: string): string {
  return secret.length <= 12 ? '***' : `${secret.slice(0, 8)}...${secret.slice(-4)}`;
}
