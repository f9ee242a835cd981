import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 16;
const tagBytes = 16;
const legacyForm = /^([0-9a-f]{2,}):([0-9a-f]+)$/i;

/**
 * AES-256-GCM in the format of the original: standard base64 of iv ‖ ciphertext ‖ tag. The 16-byte nonce is unusual
 * but kept, so that the original can read the values.
 */
export function encryptText(text: string, key: Buffer): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, ciphertext, cipher.getAuthTag()]).toString('base64');
}

/** The text, or null when the value is damaged or was encrypted with another key. */
export function decryptText(stored: string, key: Buffer): string | null {
  const parts = splitLegacy(stored) ?? splitBase64(stored);
  if (!parts) return null;
  const { iv, sealed } = parts;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    // final() throws when the tag does not match: another key, or a damaged value.
    return null;
  }
}

type Parts = { iv: Buffer; sealed: Buffer };

function splitBase64(stored: string): Parts | null {
  const bytes = Buffer.from(stored, 'base64');
  if (bytes.length <= ivBytes + tagBytes) return null;
  return { iv: bytes.subarray(0, ivBytes), sealed: bytes.subarray(ivBytes) };
}

/** `hex(iv):hex(ciphertext ‖ tag)`, the format of early versions. */
function splitLegacy(stored: string): Parts | null {
  const match = legacyForm.exec(stored);
  if (!match) return null;
  const iv = Buffer.from(match[1] ?? '', 'hex');
  const sealed = Buffer.from(match[2] ?? '', 'hex');
  return iv.length > 0 && sealed.length > tagBytes ? { iv, sealed } : null;
}
