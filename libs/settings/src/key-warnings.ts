import type { ProxyKey } from './proxy-key.js';

/** The state that decides which keys the proxy accepts. */
export type KeyState = {
  readonly multiTenancy: boolean;
  /** PROXY_API_KEY is set: it is always accepted and replaces the stored key. */
  readonly hasEnvironmentKey: boolean;
  readonly storedKey: ProxyKey | null;
  /** SHA-256 of the tenants' keys. Any tenant, even a disabled one, means that a key is required. */
  readonly tenantKeyHashes: ReadonlySet<string>;
};

/** Whether the stored key gives access on its own: with multi-tenancy only the keys of tenants do. */
function isInForce({ multiTenancy, hasEnvironmentKey, storedKey }: KeyState): boolean {
  return storedKey !== null && !hasEnvironmentKey && !multiTenancy;
}

/** Whether programs on this machine are served without a key. */
export function isOpenToLoopback(state: KeyState): boolean {
  const { multiTenancy, hasEnvironmentKey, storedKey, tenantKeyHashes } = state;
  return !multiTenancy && !hasEnvironmentKey && storedKey === null && tenantKeyHashes.size === 0;
}

/** The effects of a change of settings on the keys in use, in sentences for the admin. */
export function keyWarnings(before: KeyState, after: KeyState): string[] {
  return [aboutKey, aboutLoopback, aboutTenants].flatMap((about) => about(before, after) ?? []);
}

function aboutKey(before: KeyState, after: KeyState): string | null {
  const opened = isInForce(before);
  const opens = isInForce(after);
  const isSame = before.storedKey?.sha256 === after.storedKey?.sha256;
  if (!opened) {
    const isBack = opens && isSame;
    return isBack ? `The proxy key ${maskOf(after)} is accepted again.` : null;
  }
  if ((opens && isSame) || after.tenantKeyHashes.has(before.storedKey?.sha256 ?? '')) return null;
  const why = after.multiTenancy
    ? 'with multiTenancy on, only keys of tenants are accepted'
    : after.storedKey
      ? 'it was replaced by another key'
      : 'it was removed';
  return `The proxy key ${maskOf(before)} is no longer accepted: ${why}.`;
}

function aboutLoopback(before: KeyState, after: KeyState): string | null {
  if (isOpenToLoopback(before) === isOpenToLoopback(after)) return null;
  return isOpenToLoopback(after)
    ? 'No key is configured now: programs on this machine are served without one.'
    : 'Programs on this machine now need a key.';
}

function aboutTenants(before: KeyState, after: KeyState): string | null {
  const takesOver = after.multiTenancy && !before.multiTenancy;
  const isNoKeyLeft = !after.hasEnvironmentKey && after.tenantKeyHashes.size === 0;
  if (!takesOver || !isNoKeyLeft) return null;
  return 'There is no tenant: no request is accepted until one is created.';
}

function maskOf({ storedKey }: KeyState): string {
  return storedKey?.mask ?? '';
}
