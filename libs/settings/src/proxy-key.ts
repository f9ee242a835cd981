import { maskSecret, sha256Hex } from '@codegate/kernel';

/** Where the proxy's own key is kept. */
export const proxyKeySetting = 'proxy_api_key';

/** What is known of a key: enough to recognise it and to show which one it is. */
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
 * Reads the stored key. The original keeps the key itself; we keep its hash.
 *
 * @returns null when there is none
 */
export function readProxyKey(stored: string | undefined): ProxyKey | null {
  if (!stored) return null;
  const [, sha256, mask] = hashedForm.exec(stored) ?? [];
  return sha256 !== undefined && mask !== undefined ? { sha256, mask } : toProxyKey(stored);
}

/** The form in which a key is stored. */
export function writeProxyKey(key: string): string {
  const { sha256, mask } = toProxyKey(key);
  return `sha256:${sha256}:${mask}`;
}

/** What replaces a stored key that is not hashed yet; null when there is nothing to replace. */
export function hideClearProxyKey(stored: string | undefined): string | null {
  return stored && !hashedForm.test(stored) ? writeProxyKey(stored) : null;
}
