import { describe, expect, it } from '@jest/globals';

import { readConfig } from '@codegate/config';
import type { SsoProviderRow, SsoProvidersRepository } from '@codegate/database';
import type { AccountVault } from '@codegate/vault';

import { SsoSettings } from './sso-settings.js';

const vault = {
  encryptOptional: (secret: string | null) => secret && `enc(${secret})`,
  tryDecrypt: (stored: string | null) => ({ secret: stored }),
} as unknown as AccountVault;

function theSettings(env: Record<string, string>) {
  let row: SsoProviderRow | null = null;
  const repository = {
    find: () => Promise.resolve(row),
    save: (saved: SsoProviderRow) => {
      row = saved;
      return Promise.resolve();
    },
  } as unknown as SsoProvidersRepository;
  return new SsoSettings(repository, vault, readConfig(env), { now: () => 0 });
}
const open = { HOST: '0.0.0.0' };
const save = (env: Record<string, string>, issuer: string) =>
  theSettings(env).replace({ issuer, clientId: 'x' });

describe('SsoSettings', () => {
  it.each([
    ['https://10.0.0.5', open, false],
    ['https://keycloak.internal', open, false],
    ['http://127.0.0.1:8080', open, false],
    ['https://10.0.0.5', { ...open, OIDC_ALLOW_PRIVATE_ISSUER: 'true' }, true],
    ['https://10.0.0.5', { ...open, ALLOW_PRIVATE_UPSTREAMS: 'true' }, true],
    ['https://10.0.0.5', {}, true],
    ['https://10.0.0.5', { OIDC_ALLOW_PRIVATE_ISSUER: 'false' }, false],
    ['https://login.example.com', open, true],
    ['https://169.254.169.254', { OIDC_ALLOW_PRIVATE_ISSUER: 'true' }, false],
    ['http://login.example.com', open, false],
  ])('L8: issuer %s with %j is accepted: %s', async (issuer, env, isAccepted) => {
    const saved = save(env, issuer);

    if (isAccepted) await expect(saved).resolves.toMatchObject({ issuer });
    else await expect(saved).rejects.toMatchObject({ code: 'invalid_request', field: 'issuer' });
  });

  it('L8: an issuer of the environment may be private', async () => {
    const env = { ...open, OIDC_ISSUER: 'https://10.0.0.5', OIDC_CLIENT_ID: 'x' };

    expect(await theSettings(env).find()).toMatchObject({ allowsPrivate: true });
  });

  it('M1: a client secret is not kept for another issuer', async () => {
    const settings = theSettings(open);
    const dto = { issuer: 'https://a.example', clientId: 'x', clientSecret: 'secret' };
    await settings.replace(dto);

    const moved = { issuer: 'https://b.example', clientId: 'x' };
    await expect(settings.replace(moved)).rejects.toMatchObject({ field: 'clientSecret' });
    await expect(settings.replace({ ...moved, clientSecret: null })).resolves.toMatchObject({
      hasClientSecret: false,
    });
  });
});
