import { describe, expect, it } from '@jest/globals';

import type { AccountRow } from '@codegate/database';
import {
  type OutboundResponse,
  type OutboundRequest,
  HostUnreachableError,
} from '@codegate/outbound-http';

import { AccountClient } from './account-client.js';

const secret = 'sk-test-0123456789';
const vault = {
  tryDecrypt: (stored: string | null) =>
    stored === 'broken' ? ({ unreadable: true } as const) : { secret: stored },
};

function aRow(more: Partial<AccountRow> = {}): AccountRow {
  return {
    provider: 'anthropic',
    authType: 'api_key',
    apiKeyEnc: secret,
    baseUrl: null,
    externalAccountId: null,
    ...more,
  } as AccountRow;
}

function aClient(answer: OutboundResponse | Error = { status: 200, body: '{"data":[]}' }) {
  const sent: OutboundRequest[] = [];
  const send = (request: OutboundRequest) => {
    sent.push(request);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { sent, client: new AccountClient({ send }, vault) };
}

describe('AccountClient.probe', () => {
  it('tests an Anthropic account with a request for one token, with the key in x-api-key', async () => {
    const { client, sent } = aClient();

    expect((await client.probe(aRow())).success).toBe(true);
    expect(sent[0]).toMatchObject({
      url: 'https://api.anthropic.com/v1/messages',
      method: 'POST',
      headers: { 'x-api-key': secret, 'anthropic-version': '2023-06-01' },
    });
  });

  it('sends an OAuth access token as such', async () => {
    const { client, sent } = aClient();

    await client.probe(aRow({ authType: 'oauth' }));

    expect(sent[0]?.headers).toMatchObject({
      authorization: `Bearer ${secret}`,
      'anthropic-beta': 'oauth-2025-04-20',
    });
    expect(sent[0]?.headers).not.toHaveProperty('x-api-key');
  });

  it.each([
    ['openai', 'https://api.openai.com/v1/models'],
    ['openrouter', 'https://openrouter.ai/api/v1/models'],
    ['glm', 'https://api.z.ai/api/paas/v4/models'],
    ['cerebras', 'https://api.cerebras.ai/v1/models'],
    ['deepseek', 'https://api.deepseek.com/v1/models'],
    ['gemini', 'https://generativelanguage.googleapis.com/v1beta/openai/models'],
    ['minimax', 'https://api.minimax.io/v1/models'],
  ])('sends requests for %s to its own host, without the key in the URL', async (provider, url) => {
    const { client, sent } = aClient();

    await client.probe(aRow({ provider }));

    expect(sent[0]).toMatchObject({ url, headers: { authorization: `Bearer ${secret}` } });
  });

  it('returns the message of the provider without the key', async () => {
    const body = JSON.stringify({ error: { message: `no such key: ${secret}` } });
    const { client } = aClient({ status: 401, body });

    expect(await client.probe(aRow())).toEqual({
      success: false,
      message: 'HTTP 401: no such key: ***',
      status: 401,
    });
  });

  it('returns why no request could be sent', async () => {
    const unreachable = aClient(new HostUnreachableError('host refuses the connection'));
    const { client } = aClient();

    expect((await unreachable.client.probe(aRow())).message).toBe('host refuses the connection');
    expect((await client.probe(aRow({ apiKeyEnc: 'broken' }))).message).toMatch(/decrypted/);
    expect((await client.probe(aRow({ apiKeyEnc: null }))).message).toMatch(/no key/);
    expect((await client.probe(aRow({ provider: 'gone' }))).message).toMatch(/provider gone/);
    expect((await client.probe(aRow({ provider: 'custom' }))).message).toMatch(/base URL/);
  });

  it('does not accept an HTML page as a model list', async () => {
    const { client } = aClient({ status: 200, body: '<html>Welcome</html>' });

    expect(await client.probe(aRow({ provider: 'openai' }))).toMatchObject({ success: false });
  });
});
