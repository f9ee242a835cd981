import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { jest } from '@jest/globals';

export type Identity = { sub: string; [claim: string]: unknown };

/**
 * A real OpenID Connect provider on loopback. It lets anybody in who is one of the identities, with any password, by
 * the forms it comes with.
 */
export async function startProvider(redirectUri: string, identities: Identity[]) {
  // It warns at length that this is not a production setup.
  for (const level of ['info', 'warn'] as const) {
    jest.spyOn(console, level).mockImplementation(() => undefined);
  }
  // Its types are a package of their own; nothing here needs them.
  const name: string = 'oidc-provider';
  const { default: Provider } = await import(name);
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'codegate',
        client_secret: 'client-secret-canary-0001',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['key of the test'] },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'groups', 'realm_access'],
      email: ['email', 'email_verified'],
    },
    findAccount: (_: unknown, id: string) => {
      const identity = identities.find(({ sub }) => sub === id);
      return identity && { accountId: id, claims: () => identity };
    },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

async function listen(): Promise<Server> {
  const { createServer } = await import('node:http');
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  return server;
}

/** Goes through the provider's forms as a browser would; the address at which it sends the browser back. */
export async function logInAt(start: string, sub: string, back: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step += 1) {
    if (url.startsWith(back)) return new URL(url);
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    form = null;
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the provider responded ${response.status}: ${page}`);
    url = new URL(action, url).href;
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? '';
    form = new URLSearchParams({ prompt, login: sub, password: 'any' });
  }
  throw new Error('the provider does not come to an end');
}
