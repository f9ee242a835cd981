import { Inject, Injectable } from '@nestjs/common';

import type { IdentifiedRequest } from '@codegate/access';
import { CLOCK, isJsonObject, randomHex, tryParseJson, type Clock } from '@codegate/kernel';
import { AccountVault } from '@codegate/vault';

import { readCookie } from './session-cookie.js';
import { SessionCookies, type CookieReply } from './session-cookies.js';

const cookieName = 'codegate-device';
const lifeMs = 90 * 24 * 60 * 60_000;

/**
 * Recognizes browsers a user has logged in with before, so that wrong passwords from elsewhere do not lock the user
 * out. The cookie is no credential: it only gives the browser its own count of attempts.
 */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly vault: AccountVault,
    private readonly cookies: SessionCookies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The id of the browser; null when the user has not logged in with it. */
  idOf(request: IdentifiedRequest, userId: string): string | null {
    const { cookie } = request.headers;
    const sealed = typeof cookie === 'string' ? readCookie(cookie, cookieName) : null;
    if (sealed === null) return null;
    const opened = this.vault.tryDecrypt(sealed);
    const device =
      'secret' in opened && opened.secret !== null ? tryParseJson(opened.secret) : null;
    // The vault also encrypts other secrets, some of which users choose: the content has to be checked.
    if (!isJsonObject(device) || device.deviceOf !== userId) return null;
    const { id, untilMs } = device;
    const isValid = typeof untilMs === 'number' && untilMs > this.clock.now();
    return isValid && typeof id === 'string' ? id : null;
  }

  /** Called after a login. */
  remember(request: IdentifiedRequest, reply: CookieReply, userId: string): void {
    const device = { deviceOf: userId, id: randomHex(16), untilMs: this.clock.now() + lifeMs };
    this.write(request, reply, this.vault.encrypt(JSON.stringify(device)), lifeMs / 1000);
  }

  /** Called at a logout: who logs out may leave the browser to others. */
  forget(request: IdentifiedRequest, reply: CookieReply): void {
    this.write(request, reply, '', 0);
  }

  private write(request: IdentifiedRequest, reply: CookieReply, value: string, age: number): void {
    const secure = this.cookies.isHttps(request) ? '; Secure' : '';
    reply.header(
      'set-cookie',
      `${cookieName}=${value}; Path=/api/auth; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`,
    );
  }
}
