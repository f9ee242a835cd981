import { Injectable } from '@nestjs/common';

import type { IdentifiedRequest } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';

import { readSessionCookie, toSessionCookie } from './session-cookie.js';

/** The part of a reply that is used here. */
export type CookieReply = { header(name: string, value: string): unknown };

/** Gives the browser its session, and reads it. */
@Injectable()
export class SessionCookies {
  constructor(private readonly config: GatewayConfig) {}

  /** Whether the browser came over https, here or at the proxy in front. */
  isHttps(request: { readonly protocol?: string }): boolean {
    return (
      request.protocol === 'https' || (this.config.admin.publicUrl?.startsWith('https://') ?? false)
    );
  }

  read(request: IdentifiedRequest): string | null {
    const { cookie } = request.headers;
    return typeof cookie === 'string' ? readSessionCookie(cookie, this.isHttps(request)) : null;
  }

  /** @param secret empty to take the session away */
  write(request: IdentifiedRequest, reply: CookieReply, secret: string): void {
    reply.header('set-cookie', toSessionCookie(secret, this.isHttps(request)));
  }
}
