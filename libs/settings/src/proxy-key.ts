import { maskSecret, sha256Hex } from '@codegate/kernel';

/** The setting that holds the proxy API key. */
export const proxyKeySetting = 'proxy_api_key';

/** The hash of a key to verify it, and its mask for display. */
export type ProxyKey = {
  /** SHA-256 of the whole key, hexadecimal. */
  readonly sha256: string;
  readonly mask: string;
};

const hashedForm = /^sha256:([0-9a-f]{64}):(.*)$/;

export function toProxyKey(key: string): ProxyKey {
  return { sha256: sha256Hex(key), mask: maskSecret(key) };
}

/**
 * Reads the stored key. The original stores the key itself, CodeGate its hash.
 *
 * @returns null when there is none
 */
export function readProxyKey(stored: string | undefined): ProxyKey | null {
  if (!stored) return null;
  const [, sha256, mask] = hashedForm.exec(stored) ?? [];
  return sha256 !== undefined && mask !== undefined ? { sha256, mask } : toProxyKey(stored);
}

/** The stored form of a key. */
export function writeProxyKey(key: string): string {
  const { sha256, mask } = toProxyKey(key);
  return `sha256:${sha256}:${mask}`;
}

/** The hashed form of a key that is stored as plain text; null when it is hashed already or absent. */
export function hideClearProxyKey(stored: string | undefined): string | null {
  return stored && !hashedForm.test(stored) ? writeProxyKey(stored) : null;
}
