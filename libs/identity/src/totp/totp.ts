import { createHmac } from 'node:crypto';

/** RFC 6238 with the parameters every authenticator supports: SHA-1, six digits, 30 seconds. */
const stepMs = 30_000;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Clocks may differ by one step. */
const steps = [0, -1, 1] as const;

/** @param secret in base32 */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The time step of the code; null when it is not a code of the current or an adjacent step. */
export function stepOf(secret: string, code: string, nowMs: number): number | null {
  const now = Math.floor(nowMs / stepMs);
  const found = steps.find((apart) => codeAt(secret, now + apart) === code);
  return found === undefined ? null : now + found;
}

/** The otpauth URI, usually shown as a QR code. */
export function toOtpauthUrl(secret: string, user: string): string {
  const label = encodeURIComponent(`CodeGate:${user}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=CodeGate&digits=${digits}&period=30`;
}

/** RFC 4648 base32 without padding; the length has to be a multiple of five bytes. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join(
    '',
  );
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
