import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Canaries, filesOf } from './support/canaries.js';
import { rowsOf } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { Person } from './support/person.js';
import { addAccount, aMessage } from './support/setup.js';
import { answers, startUpstream, type Handler, type Upstream } from './support/upstream.js';

/**
 * Secrets go in and never come out: distinctive ones are planted wherever one can enter, every path is walked, good
 * and bad, with the most talkative log, and then everything that can be read is searched.
 */
const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../libs/api-client/openapi.json'), 'utf8'),
);
const canaries = new Canaries();
/** Values in a prompt: only the caller may see them again. */
const prompts = /^prompt /;

const adminToken = canaries.plant('ADMIN_TOKEN');
const proxyKey = canaries.plant('PROXY_API_KEY');
const env = {
  LOG_LEVEL: 'trace',
  ADMIN_TOKEN: adminToken,
  PROXY_API_KEY: proxyKey,
  ACCOUNT_KEY: canaries.plant('ACCOUNT_KEY'),
  GUARDRAIL_KEY: canaries.plant('GUARDRAIL_KEY'),
  SMTP_URL: `smtp://alerts:${canaries.plant('SMTP password')}@127.0.0.1:9`,
  UPSTREAM_FIRST_BYTE_TIMEOUT_MS: '400',
  UPSTREAM_IDLE_TIMEOUT_MS: '400',
};
const paths = ['/v1/messages', '/v1/chat/completions', '/v1/responses'];

let gateway: Gateway;
let upstream: Upstream;
let dataDir: string;
/** Every answer, but those that show a new secret once. */
let said = '';
let calls = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'codegate-canary-'));
  upstream = await startUpstream();
  gateway = await startGateway({ dataDir, env });
  await ask('PUT', '/api/settings', { requestLogging: true, detailedRequestLogging: true });
  await ask('PUT', '/api/privacy', { enabled: true });
});

afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('Secrets are planted', () => {
  it('in accounts, by all writes, also those that fail', async () => {
    const { id } = await addAccount(gateway, upstream, {
      apiKey: canaries.plant('first apiKey'),
      refreshToken: canaries.plant('refreshToken'),
    });
    await ask('PATCH', `/api/accounts/${id}`, { apiKey: canaries.plant('second apiKey') });
    await ask('PUT', `/api/accounts/${id}`, {
      name: 'main',
      provider: 'custom',
      authType: 'oauth',
      baseUrl: upstream.url,
      apiKey: canaries.plant('access token', 'eyJhbGciOi.'),
    });
    const wrong = (name: string) => canaries.plant(name, 'sk-ant-api03-');
    const refused = [
      { name: '', provider: 'anthropic', apiKey: wrong('apiKey beside a wrong name') },
      { name: 'x', provider: 'anthropic', apiKey: [wrong('apiKey in a list')] },
      { name: 'x', provider: 'anthropic', apiKey: { is: wrong('apiKey in an object') } },
      { name: 'x', provider: 'anthropic', apiKey: `${wrong('apiKey with a line end')}\n` },
      { name: 'x', provider: 'anthropic', api_key: wrong('apiKey in an unknown field') },
      { name: 'x', provider: 'anthropic', [wrong('apiKey as a field')]: 1 },
      { name: 'x', provider: wrong('apiKey as provider'), apiKey: 'k' },
      { name: 'x', provider: 'custom', baseUrl: `http://u:${wrong('baseUrl password')}@127.0.0.1` },
      { name: 'x', provider: 'custom', baseUrl: `http://${wrong('baseUrl user')}@127.0.0.1/v1` },
      { name: 'x', provider: 'custom', baseUrl: `http://127.0.0.1/?key=${wrong('baseUrl query')}` },
      { name: 'x', provider: 'custom', baseUrl: `u:${wrong('baseUrl without scheme')}@127.0.0.1` },
    ];
    for (const body of refused) await ask('POST', '/api/accounts', body);
    await askRaw('POST', '/api/accounts', `{"apiKey":"${wrong('apiKey in broken JSON')}"`);
    await ask('PATCH', '/api/accounts/none', { apiKey: wrong('apiKey of no account') });
    await ask('GET', `/api/accounts?token=${wrong('token in a query')}`);
    await ask('GET', `/api/${wrong('token in a path')}`);
    await addUpstreamAccount(id);
  });

  it('in tenants and their keys', async () => {
    const tenant = await gateway.must('POST', '/api/tenants', { name: 'Tenant' });
    canaries.keep('replaced tenant key', tenant.apiKey);
    const rotated = await gateway.must('POST', `/api/tenants/${tenant.id}/rotate-key`);
    keys.tenant = canaries.keep('tenant key', rotated.apiKey);
    const key = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'CI' });
    keys.overlapping = canaries.keep('key with an overlap', key.apiKey);
    const path = `/api/tenants/${tenant.id}/keys/${key.id}/rotate`;
    const successor = await gateway.must('POST', path, { overlapSeconds: 3600 });
    keys.second = canaries.keep('second key of the tenant', successor.apiKey);
  });

  it('in logins, tokens and settings', async () => {
    const password = canaries.plant('password');
    const user = { name: 'Ann', role: 'admin', password };
    await gateway.must('POST', '/api/users', user);
    await ask('POST', '/api/users', { ...user, name: '', password: canaries.plant('bad user') });
    const ann = new Person(gateway);
    await ann.login('Ann', canaries.plant('wrong password'));
    expect((await ann.login('Ann', password)).status).toBe(200);
    for (const secret of ann.cookies.values()) canaries.keep('session', secret);
    const newPassword = canaries.plant('new password');
    await ann.ask('POST', '/api/auth/password', {
      currentPassword: canaries.plant('wrong current password'),
      newPassword,
    });
    await ann.ask('POST', '/api/auth/password', { currentPassword: password, newPassword });
    const totp = await ann.ask('POST', '/api/auth/totp/setup', { password: newPassword });
    canaries.keep('TOTP secret', totp.body.secret);
    const token = await gateway.must('POST', '/api/tokens', { name: 'CI', role: 'viewer' });
    canaries.keep('API token', token.token);

    await ask('PUT', '/api/settings', { proxyApiKey: canaries.plant('proxy key of the settings') });
    await ask('PUT', '/api/settings', { proxyApiKey: [canaries.plant('proxy key in a list')] });
    await ask('PUT', '/api/auth/oidc/settings', {
      issuer: upstream.url,
      clientId: 'codegate',
      clientSecret: canaries.plant('OIDC client secret'),
    });
    const channels = { webhookUrl: `${upstream.url}/hook`, rotateWebhookSecret: true };
    const { webhookSecret } = await gateway.must('PUT', '/api/alerts/channels', channels);
    canaries.keep('webhook secret', webhookSecret);
  });

  it('in wrong keys and wrong tokens', async () => {
    const { adminUrl } = gateway;
    const wrong = (name: string) => canaries.plant(name);
    const basic = Buffer.from(`ann:${wrong('wrong Basic token')}`).toString('base64');
    await note(fetch(`${adminUrl}/api/docs`, { headers: { authorization: `Basic ${basic}` } }));
    const proofs: Record<string, string>[] = [
      { authorization: `Bearer ${wrong('wrong token')}` },
      { authorization: wrong('token without a scheme') },
      { cookie: `codegate=${wrong('wrong session')}; codegate_session=${wrong('other session')}` },
      { 'x-api-key': wrong('token in x-api-key') },
    ];
    for (const headers of proofs) await note(fetch(`${adminUrl}/api/accounts`, { headers }));
    for (const path of paths) {
      const wrongKeys: Record<string, string>[] = [
        { authorization: `Bearer ${wrong(`wrong bearer at ${path}`)}` },
        { 'x-api-key': wrong(`wrong x-api-key at ${path}`) },
        { 'x-goog-api-key': wrong(`x-goog-api-key at ${path}`) },
        { cookie: `session=${wrong(`cookie at ${path}`)}` },
      ];
      for (const headers of wrongKeys) {
        expect((await send(path, {}, headers)).status).toBe(401);
      }
      await send(`${path}?key=${wrong(`key in the query of ${path}`)}`, {}, withKey());
    }
  });
});

describe('Every path is walked', () => {
  const leak =
    (status: number): Handler =>
    (request, response) => {
      const key = keyOf(request.headers);
      void answers.json(
        status,
        { error: { type: 'invalid_request_error', code: key, message: `Incorrect key: ${key}.` } },
        { 'x-echo': key, 'www-authenticate': `Bearer realm="${key}"`, 'retry-after': '0' },
      )(request, response);
    };
  const handlers: [string, Handler][] = [
    ['a success', echoes],
    ...[400, 401, 403, 404, 408, 413, 422, 429, 500, 503, 529].map((status): [string, Handler] => [
      `an error ${status} that repeats the key`,
      leak(status),
    ]),
    [
      'a page that repeats the key',
      (request, response) => {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end(`<html>${keyOf(request.headers)} ${JSON.stringify(request.headers)}</html>`);
      },
    ],
    [
      'a redirect that repeats the key',
      (request, response) => {
        response.writeHead(307, { location: `http://127.0.0.1:9/?key=${keyOf(request.headers)}` });
        response.end();
      },
    ],
    [
      'a stream that breaks with the key',
      (request, response) => {
        const message = `Overloaded: ${keyOf(request.headers)}`;
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(
          `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message } })}\n\n`,
        );
        response.end();
      },
    ],
    [
      'a success that is an error with the key',
      (request, response) =>
        void answers.json(200, { error: { message: keyOf(request.headers) } })(request, response),
    ],
    ['silence', answers.hang()],
    ['a broken connection', answers.reset()],
  ];

  it.each(handlers)('upstreams answer with %s', async (name, handler) => {
    upstream.answer(handler);
    for (const path of paths) {
      for (const stream of [false, true]) {
        // Concurrently, because each of them waits for the same timeout.
        const callers = [keys.tenant, keys.second, proxyKey].map(withKey);
        await Promise.all(callers.map((headers) => send(path, { stream }, headers)));
      }
    }
    // Tests of accounts wait longer for silence than anybody wants to here.
    if (name === 'silence') return;
    for (const { id } of (await gateway.must('GET', '/api/accounts')).items) {
      await ask('POST', `/api/accounts/${id}/test`);
    }
    await ask('POST', '/api/settings/models/refresh');
  });

  it('clients send invalid requests', async () => {
    const body = `{"model":"m","secret":"${prompt('in broken JSON')}"`;
    const headers = { 'content-type': 'application/json', ...withKey(keys.tenant) };
    for (const path of [...paths, '/v1/embeddings', '/v1/messages/count_tokens', '/v1/nothing']) {
      await note(fetch(gateway.proxyUrl + path, { method: 'POST', headers, body }));
      await note(
        fetch(gateway.proxyUrl + path, {
          method: 'POST',
          headers,
          body: JSON.stringify({ messages: prompt(`of the wrong type at ${path}`) }),
        }),
      );
    }
    await note(fetch(`${gateway.proxyUrl}/v1/models`, { headers: withKey(keys.overlapping) }));
  });
});

describe('Nothing has come out', () => {
  it('in answers', () => {
    expect(calls).toBeGreaterThan(300);
    expect(canaries.size).toBeGreaterThan(60);
    // A response may contain the name that was requested.
    const names = /^(apiKey as a field|token in a path)$/;
    const except = new RegExp(`${prompts.source}|${names.source}`);
    expect(canaries.foundIn({ answers: said }, except)).toEqual([]);
  });

  it('in anything the admin API shows', async () => {
    const { shown, silent } = await readEverything();

    expect(silent).toEqual([]);
    expect(Object.keys(shown).length).toBeGreaterThan(40);
    expect(shown['GET /api/logs/{id}']).toContain('requestBody');
    expect(canaries.foundIn(shown)).toEqual([]);
  });

  it('to the upstreams, but their own key', () => {
    const sent = upstream.requests.map(
      ({ url, headers, body }) => url + JSON.stringify(headers) + body,
    );
    const own = /^(access token|upstream key)$/;

    expect(sent.length).toBeGreaterThan(50);
    expect(canaries.foundIn({ upstream: sent.join('\n') }, own)).toEqual([]);
  });

  it('in the log, at the level trace', () => {
    expect(gateway.output()).toContain('"level":');
    expect(canaries.foundIn({ log: gateway.output() })).toEqual([]);
  });

  it('in the files of the data directory and the database', async () => {
    await gateway.kill();
    const crashed = filesOf(dataDir);
    const rows = await rowsOf(dataDir);

    expect(rows['table request_logs']).toContain('request_body');
    expect(canaries.foundIn({ ...crashed, ...rows })).toEqual([]);
  });
});

const keys = { tenant: '', overlapping: '', second: '' };

/** Accounts that fail over to each other; the second has the key that upstreams repeat. */
async function addUpstreamAccount(first: string): Promise<void> {
  const { id } = await addAccount(gateway, upstream, {
    name: 'second',
    apiKey: canaries.plant('upstream key', 'sk-proj-'),
  });
  const config = await gateway.must('POST', '/api/configs', {
    name: 'Both',
    tiers: ['opus', 'sonnet', 'haiku'].flatMap((tier) =>
      [first, id].map((accountId, index) => ({ tier, accountId, priority: 9 - index })),
    ),
  });
  await gateway.must('POST', `/api/configs/${config.id}/activate`);
}

function keyOf(headers: Record<string, unknown>): string {
  return String(headers.authorization ?? headers['x-api-key']).replace(/^Bearer /, '');
}

function withKey(key = proxyKey): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'x-api-key': key };
}

function echoes(...[request, response]: Parameters<Handler>): void {
  // Models are asked for without a body.
  const { input, messages } = JSON.parse(request.body || '{}') as Record<string, unknown>;
  const text = JSON.stringify(input ?? messages);
  if (request.body === '') return void answers.json(200, { data: [] })(request, response);
  const handler = request.url.includes('chat') ? answers.chat(text) : answers.anthropic(text);
  void handler(request, response);
}

/** Something guardrails find in a prompt. */
function prompt(where: string): string {
  const secret = canaries.plant(`prompt ${where}`, 'ghp_');
  return `Mail ${canaries.plant(`prompt mail ${where}`, 'jane.')}@acme-corp.io, token ${secret}.`;
}

async function send(
  path: string,
  body: Record<string, unknown>,
  headers: Record<string, string>,
): Promise<Response> {
  calls += 1;
  const text = prompt(`${calls}`);
  const content = path.includes('responses')
    ? { model: 'claude-sonnet-4-5', input: text }
    : aMessage({ messages: [{ role: 'user', content: text }] });
  return await note(
    fetch(gateway.proxyUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...content, ...body }),
    }),
  );
}

/** Stores the response, with its headers. */
async function note(asked: Promise<Response>): Promise<Response> {
  const response = await asked;
  // A broken stream ends with an error; what came before it counts.
  const text = await response.clone().text().catch(String);
  said += `${JSON.stringify([...response.headers])}${text}\n`;
  return response;
}

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  return await askRaw(method, path, body === undefined ? undefined : JSON.stringify(body));
}

async function askRaw(method: string, path: string, body?: string): Promise<Response> {
  return await note(
    fetch(gateway.adminUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    }),
  );
}

/** All GET operations of the document, each for every item of the list it belongs to. */
async function readEverything(): Promise<{ shown: Record<string, string>; silent: string[] }> {
  const shown: Record<string, string> = {};
  const silent: string[] = [];
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    if (!methods.get || /oidc\/(login|callback)/.test(path)) continue;
    const texts: string[] = [];
    for (const target of await targetsOf(path)) {
      const response = await ask('GET', target);
      if (response.status === 200) texts.push(await response.text());
      else silent.push(`${response.status} ${target}`);
    }
    shown[`GET ${path}`] = texts.join('\n');
  }
  shown['audit as CSV'] = await (await ask('GET', '/api/audit/export?format=csv')).text();
  return { shown, silent };
}

/** Long lists, and whatever else a list cannot do without. */
function queryOf(path: string): string {
  const { parameters = [] } = document.paths[path]?.get ?? {};
  const values = (parameters as any[])
    .filter((it) => it.in === 'query' && (it.required || it.name === 'limit'))
    .map((it) => `${it.name}=${it.name === 'limit' ? 200 : 'm'}`);
  return values.length > 0 ? `?${values.join('&')}` : '';
}

async function targetsOf(path: string): Promise<string[]> {
  const place = /^(.*?)\/\{\w+\}/.exec(path);
  if (!place) return [path + queryOf(path)];
  const { body } = await gateway.admin('GET', place[1]! + queryOf(place[1]!));
  const ids = ((body?.items ?? []) as any[]).map((it) => String(it.id ?? it.modelId ?? it.model));
  const targets = ids.map((id) => path.replace(/\{\w+\}/, encodeURIComponent(id)));
  return (await Promise.all(targets.map(targetsOf))).flat();
}
