import { afterEach, describe, expect, it } from '@jest/globals';

import { AccountCredential, CredentialStore } from '@codegate/accounts';
import { rulesFor } from '@codegate/guardrails';
import { providerOf, toCredential } from '@codegate/providers';

import { PipelineHarness, tenantKey, type HarnessOptions } from '../../testing/pipeline-harness.js';

let harness: PipelineHarness;
afterEach(() => harness.stop());

const aRequest = {
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hi' }],
};
const definition = providerOf({ provider: 'anthropic', authType: 'api_key', baseUrl: null })!;
const credentialOf = (secret: string) =>
  new AccountCredential(
    definition,
    toCredential({ authType: 'api_key', externalAccountId: null }, secret),
  );

/** The request as the upstream got it. */
async function sent(
  options: HarnessOptions,
  { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
) {
  harness = await PipelineHarness.start(options);
  await harness.send(aRequest, { path: `/v1/messages${query}`, headers });
  return harness.upstream.calls[0]!;
}

describe('send', () => {
  it.each([
    'key',
    'api_key',
    'APIKEY',
    'access_token',
    'x-api-key',
    'token',
    'auth',
    'k%65y',
    'code',
    'authorization',
  ])(
    'L9: keeps the credential %s of the query here and passes known parameters on',
    async (name) => {
      const { path } = await sent({}, { query: `?beta=true&${name}=secret` });
      expect(path).toBe('/a/messages?beta=true');
    },
  );

  it.each(['?beta=bob@corp.com', '?beta=bob%40corp.com', '?mail=bob', '?beta', '?beta=a=b', '?'])(
    'L9: passes nothing on of %s',
    async (query) => {
      expect((await sent({}, { query })).path).toBe('/a/messages');
    },
  );

  it('does not pass the query of a converted request on', async () => {
    const { path } = await sent(
      { accounts: [{ id: 'a', dialects: ['chat'] }] },
      { query: '?beta=true' },
    );
    expect(path).toBe('/a/chat');
  });

  it('authenticates with the credential the account has when the request is sent', async () => {
    const credentials = new CredentialStore();
    harness = await PipelineHarness.start({ deps: { credentials } });
    const account = harness.snapshot.accounts.get('a')!;
    for (const secret of ['old-key', 'new-key']) {
      credentials.set(account, credentialOf(secret));
      await harness.send(aRequest);
    }

    const keys = harness.upstream.calls.map(({ headers }) => headers['x-api-key']);
    expect(keys).toEqual(['old-key', 'new-key']);
  });
});

describe('sendHeaders', () => {
  const clientHeaders = {
    'x-stainless-os': 'Linux',
    'x-app': 'cli',
    'anthropic-beta': 'some-beta',
    'user-agent': 'claude-cli/2.0',
    'x-private': 'p',
    cookie: 'c=1',
    authorization: `Bearer ${tenantKey}`,
  };

  it('L9: masks personal data and keys in headers while the guardrails are on', async () => {
    const mail = 'bob.secret@corp-internal.com';
    const remote = 'https://bob:ghp_Tr0ub4dor3x@github.com/x';
    const headers = {
      'user-agent': `my-bot/1.0 (${mail})`,
      'anthropic-beta': `some-beta,${mail}`,
      'x-codex-turn-metadata': JSON.stringify({ remote }),
      'x-stainless-os': 'Linux',
    };
    const { headers: passed } = await sent({ rules: rulesFor(new Map()) }, { headers });

    expect(JSON.stringify(passed)).not.toContain(mail);
    expect(JSON.stringify(passed)).not.toContain('Tr0ub4dor3x');
    expect(passed['user-agent']).toMatch(/^my-bot\/1\.0 \(cgm/);
    expect(passed['anthropic-beta']).toMatch(/^some-beta,cgm/);
    expect(passed['x-stainless-os']).toBe('Linux');
  });

  it('L9: leaves out a header with data that a guardrail blocks', async () => {
    const rules = rulesFor(new Map([['guardrail_email_mode', 'block']]));
    const headers = { 'anthropic-beta': 'bob.secret@corp-internal.com' };

    expect((await sent({ rules }, { headers })).headers['anthropic-beta']).toBeUndefined();
  });

  it('passes the headers of the client to a provider that takes them', async () => {
    const { headers } = await sent({}, { headers: clientHeaders });
    expect(headers).toMatchObject({
      'x-stainless-os': 'Linux',
      'x-app': 'cli',
      'anthropic-beta': 'some-beta',
      'user-agent': 'claude-cli/2.0',
    });
  });

  it('passes only the headers of the wire format to any other provider', async () => {
    const other = { ...definition, takesClientHeaders: false };
    const { headers } = await sent(
      { accounts: [{ id: 'a', definition: other }] },
      { headers: clientHeaders },
    );
    expect(headers).toMatchObject({
      'anthropic-beta': 'some-beta',
      'user-agent': 'claude-cli/2.0',
    });
    expect(headers).not.toHaveProperty('x-stainless-os');
    expect(headers).not.toHaveProperty('x-app');
  });

  it('never passes on credentials of the caller or headers it does not know', async () => {
    const { headers } = await sent({}, { headers: clientHeaders });
    expect(JSON.stringify(headers)).not.toContain(tenantKey);
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('x-private');
  });

  it.each([
    ['adds the version of the wire format', {}, '2023-06-01'],
    ['keeps the version of the client', { 'anthropic-version': '2024-01-01' }, '2024-01-01'],
  ])('%s', async (_, headers, version) => {
    const plain = { ...definition, requestHeaders: () => ({}) };
    const call = await sent({ accounts: [{ id: 'a', definition: plain }] }, { headers });
    expect(call.headers['anthropic-version']).toBe(version);
  });

  it('sends a converted request as CodeGate, without headers of the client', async () => {
    const { headers } = await sent(
      { accounts: [{ id: 'a', dialects: ['chat'] }] },
      { headers: clientHeaders },
    );
    expect(headers['user-agent']).toBe('CodeGate');
    expect(headers).not.toHaveProperty('anthropic-beta');
    expect(headers).not.toHaveProperty('x-stainless-os');
  });
});
