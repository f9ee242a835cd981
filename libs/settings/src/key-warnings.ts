import type { ProxyKey } from './proxy-key.js';

/** What decides which keys open the proxy. */
export type KeyState = {
  readonly multiTenancy: boolean;
  /** PROXY_API_KEY is set, which always opens the proxy and replaces the stored key. */
  readonly hasEnvironmentKey: boolean;
  readonly storedKey: ProxyKey | null;
  /** SHA-256 of the tenants' own keys; any tenant, even a disabled one, keeps the proxy closed. */
  readonly tenantKeyHashes: ReadonlySet<string>;
};

/** Whether the stored key gives access on its own: with multi-tenancy only the keys of tenants do. */
function isInForce({ multiTenancy, hasEnvironmentKey, storedKey }: KeyState): boolean {
  return storedKey !== null && !hasEnvironmentKey && !multiTenancy;
}

/** Whether programs on this machine are served without any key. */
export function isOpenToLoopback(state: KeyState): boolean {
  const { multiTenancy, hasEnvironmentKey, storedKey, tenantKeyHashes } = state;
  return !multiTenancy && !hasEnvironmentKey && storedKey === null && tenantKeyHashes.size === 0;
}

/** What a change of settings does to the keys in use, for the person who makes it. */
export function keyWarnings(before: KeyState, after: KeyState): string[] {
  return [aboutKey, aboutLoopback, aboutTenants].flatMap((about) => about(before, after) ?? []);
}

function aboutKey(before: KeyState, after: KeyState): string | null {
  const opened = isInForce(before);
  const opens = isInForce(after);
  const isSame = before.storedKey?.sha256 === after.storedKey?.sha256;
  if (!opened) {
    const isBack = opens && isSame;
    return isBack ? `The proxy key ${maskOf(after)} opens the proxy again.` : null;
  }
  if ((opens && isSame) || after.tenantKeyHashes.has(before.storedKey?.sha256 ?? '')) return null;
  const why = after.multiTenancy
    ? 'with multiTenancy on only the keys of tenants do'
    : after.storedKey
      ? 'another key has taken its place'
      : 'it was removed';
  return `The proxy key ${maskOf(before)} does not open the proxy any more: ${why}.`;
}

function aboutLoopback(before: KeyState, after: KeyState): string | null {
  if (isOpenToLoopback(before) === isOpenToLoopback(after)) return null;
  return isOpenToLoopback(after)
    ? 'No key is configured any more: programs on this machine are served without one.'
    : 'Programs on this machine are not served without a key any more.';
}

function aboutTenants(before: KeyState, after: KeyState): string | null {
  const takesOver = after.multiTenancy && !before.multiTenancy;
  const isNobodyLeft = !after.hasEnvironmentKey && after.tenantKeyHashes.size === 0;
  if (!takesOver || !isNobodyLeft) return null;
  return 'There is no tenant: nobody is served until one is created.';
}

function maskOf({ storedKey }: KeyState): string {
  return storedKey?.mask ?? '';
}
