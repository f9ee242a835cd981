import { idleMs } from './sessions.service.js';

/** Browsers accept a name with __Host- only over https and only for exactly this host. */
const secureName = '__Host-codegate';
const plainName = 'codegate';

/** The Set-Cookie header of the session; an empty secret deletes the cookie. */
export function toSessionCookie(secret: string, isHttps: boolean): string {
  const name = isHttps ? secureName : plainName;
  const maxAge = secret === '' ? 0 : Math.floor(idleMs / 1000);
  const secure = isHttps ? '; Secure' : '';
  return `${name}=${secret}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}

/** The session secret in the Cookie header; null when there is none. */
export function readSessionCookie(header: string | undefined, isHttps: boolean): string | null {
  return readCookie(header, isHttps ? secureName : plainName);
}

export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
  }
  return null;
}
