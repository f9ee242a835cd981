import { Injectable } from '@nestjs/common';

import type { IdentifiedRequest } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';

import { readSessionCookie, toSessionCookie } from './session-cookie.js';

/** The part of the Fastify reply that is used here. */
export type CookieReply = { header(name: string, value: string): unknown };

/** Sets and reads the session cookie. */
@Injectable()
export class SessionCookies {
  constructor(private readonly config: GatewayConfig) {}

  /** Whether the browser uses https, here or at the reverse proxy. */
  isHttps(request: { readonly protocol?: string }): boolean {
    return (
      request.protocol === 'https' || (this.config.admin.publicUrl?.startsWith('https://') ?? false)
    );
  }

  read(request: IdentifiedRequest): string | null {
    const { cookie } = request.headers;
    return typeof cookie === 'string' ? readSessionCookie(cookie, this.isHttps(request)) : null;
  }

  /** @param secret empty to delete the cookie */
  write(request: IdentifiedRequest, reply: CookieReply, secret: string): void {
    reply.header('set-cookie', toSessionCookie(secret, this.isHttps(request)));
  }
}
