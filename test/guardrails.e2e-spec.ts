import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { callers, dialects, type Dialect } from './support/callers.js';
import { pieces, streamEcho, wholeEcho } from './support/echoes.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Handler, type Upstream } from './support/upstream.js';

/** Nothing private reaches the provider, everything comes back to the caller. */
let gateway: Gateway;
let upstream: Upstream;
let dataDir: string;
const keys = new Map<string, string>();

const email = 'john.doe@acme-corp.io';
const awsKey = 'AKIA' + 'QWERTYUIOPASDFGH';
const password = 'Tr0ub4dor&3xy';
const pem = [
  '-----BEGIN PRIVATE KEY-----',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDQ'.repeat(3).slice(0, 64),
  'q1Zx8vBn3mKpLwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUiOpAsDf'.repeat(3).slice(0, 64),
  '-----END PRIVATE KEY-----',
].join('\n');
const secrets = [email, awsKey, password, pem];
const prose = `Mail ${email}, key ${awsKey}, password: ${password}\n${pem}\nand 4111 1111 1111 1111.`;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'codegate-guard-'));
  upstream = await startUpstream();
  gateway = await startGateway({ dataDir });
  for (const dialect of dialects) {
    const account = await addAccount(gateway, upstream, { name: dialect, dialects: [dialect] });
    const config = await gateway.must('POST', '/api/configs', {
      name: dialect,
      tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({ tier, accountId: account.id })),
    });
    for (const name of [dialect, `${dialect} other`]) {
      const tenant = await gateway.must('POST', '/api/tenants', { name, configId: config.id });
      keys.set(name, tenant.apiKey);
    }
  }
  await gateway.must('PUT', '/api/privacy', { enabled: true });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  upstream.requests.length = 0;
  upstream.answer(echoes);
});

/** Responds with the text of the request, as text and as tool arguments, in chunks of the given size. */
const echo =
  (size: number): Handler =>
  (request, response) => {
    const body = JSON.parse(request.body) as Record<string, unknown>;
    const dialect: Dialect = request.url.includes('responses')
      ? 'responses'
      : request.url.includes('chat')
        ? 'chat'
        : 'messages';
    const said = lastText(body);
    const args = JSON.stringify({ city: said });
    if (!body.stream) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(wholeEcho[dialect](said, args)));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const bytes = Buffer.from(streamEcho[dialect](pieces(said, size), pieces(args, size)));
    for (let from = 0; from < bytes.length; from += 997) {
      response.write(bytes.subarray(from, from + 997));
    }
    response.end();
  };
const echoes = echo(7);

describe.each(dialects.flatMap((caller) => dialects.map((to) => ({ caller, to }))))(
  '$caller caller, $to upstream',
  ({ caller, to }) => {
    it.each([true, false])('stream: %s', async (stream) => {
      const reply = await callers[caller](gateway.proxyUrl, keys.get(to)!, 'm', {
        user: prose,
        stream,
        tools: true,
      });

      const sent = upstream.requests.at(-1)!.body;
      for (const secret of secrets) expect(sent).not.toContain(secret.split('\n')[1] ?? secret);
      expect(sent).not.toContain('4111 1111');
      expect(reply.text).toBe(prose);
      expect(reply.tools).toMatchObject([{ args: { city: prose } }]);
    });
  },
);

describe('streams', () => {
  it('restore every value with any borders of the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...dialects),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.constantFrom(email, awsKey, '4111 1111 1111 1111', 'naïve 🎉', '"quo\\ted"'), {
          minLength: 1,
          maxLength: 8,
        }),
        async (dialect, size, words) => {
          upstream.answer(echo(size));
          const user = words.join(' then ');
          const reply = await callers[dialect](gateway.proxyUrl, keys.get(dialect)!, 'm', {
            user,
            stream: true,
            tools: true,
          });

          expect(reply.text).toBe(user);
          expect(reply.tools).toMatchObject([{ args: { city: user } }]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    [
      'chat',
      '/v1/chat/completions',
      '"content":',
      '"reasoning_content":',
      /"reasoning_content":("(?:[^"\\]|\\.)*")/g,
    ],
    [
      'responses',
      '/v1/responses',
      'output_text.d',
      'reasoning_summary_text.d',
      /"delta":("(?:[^"\\]|\\.)*")/g,
    ],
  ] as const)(
    'restore thinking without a signature: %s',
    async (dialect, path, field, thought, piece) => {
      upstream.answer((request, response) => {
        const said = lastText(JSON.parse(request.body) as Record<string, unknown>);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(streamEcho[dialect](pieces(said, 5), []).replaceAll(field, thought));
      });
      const user = `${email} and ${awsKey}`;
      const said =
        dialect === 'chat'
          ? { messages: [{ role: 'user', content: user }] }
          : { input: [{ role: 'user', content: user }] };

      const headers = { authorization: `Bearer ${keys.get(dialect)!}` };
      const answer = await (
        await call(gateway, path, { model: 'm', stream: true, ...said }, headers)
      ).text();

      expect(upstream.requests.at(-1)!.body).not.toContain(email);
      const thoughts = [...answer.matchAll(piece)].map((found) => JSON.parse(found[1]!) as string);
      expect(thoughts.join('')).toBe(user);
    },
  );

  it('are held back only while they could be the start of a replacement', async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(
        streamEcho.messages(['plain words '], []).split('event: content_block_stop')[0],
      );
    });
    const abort = new AbortController();
    const headers = { 'x-api-key': keys.get('messages')! };
    const answer = await call(
      gateway,
      '/v1/messages',
      aMessage({ stream: true }),
      headers,
      abort.signal,
    );
    const reader = answer.body!.getReader();
    let text = '';
    while (!text.includes('plain words'))
      text += new TextDecoder().decode((await reader.read()).value);
    abort.abort();
  });
});

describe('tokens', () => {
  const maskedBy = async (name: string, text: string) => {
    await call(gateway, '/v1/messages', aMessage({ messages: [{ role: 'user', content: text }] }), {
      'x-api-key': keys.get(name)!,
    });
    return lastText(JSON.parse(upstream.requests.at(-1)!.body) as Record<string, unknown>);
  };

  it('are the same for the same tenant, also after a restart, and different for another', async () => {
    const mine = await maskedBy('messages', prose);
    expect(await maskedBy('messages', prose)).toBe(mine);
    expect(await maskedBy('messages other', prose)).not.toBe(mine);

    await gateway.stop();
    gateway = await startGateway({ dataDir });
    expect(await maskedBy('messages', prose)).toBe(mine);
  });

  it('are restored in later requests without them, also after a restart, for their tenant only', async () => {
    const token = await maskedBy('messages', `${pem} ${email}`);
    await gateway.stop();
    gateway = await startGateway({ dataDir });
    const askWith = (name: string) =>
      callers.messages(gateway.proxyUrl, keys.get(name)!, 'm', {
        user: `what is ${token}`,
        stream: true,
      });

    expect((await askWith('messages')).text).toBe(`what is ${pem} ${email}`);
    expect((await askWith('messages other')).text).toBe(`what is ${token}`);
  });

  it('are restored after a SIGKILL directly after the request', async () => {
    const other = pem.replaceAll('MIIE', 'MIIF');
    const token = await maskedBy('messages', other);
    await gateway.kill();
    gateway = await startGateway({ dataDir });
    const answer = await callers.messages(gateway.proxyUrl, keys.get('messages')!, 'm', {
      user: `what is ${token}`,
      stream: true,
    });

    expect(token).not.toContain('MIIF');
    expect(answer.text).toBe(`what is ${other}`);
  });

  it('stay restorable when the key is rotated', async () => {
    const token = await maskedBy('messages', email);
    await gateway.must('POST', '/api/privacy/rotate-key');

    expect(await maskedBy('messages', email)).not.toBe(token);
    const reply = await callers.messages(gateway.proxyUrl, keys.get('messages')!, 'm', {
      user: `what is ${token}`,
      stream: true,
    });
    expect(reply.text).toBe(`what is ${email}`);
  });
});

describe('a conversation', () => {
  it('sends the same bytes for earlier messages, also after a guardrail is switched and after a restart', async () => {
    const headers = {
      'x-api-key': keys.get('messages')!,
      'x-claude-code-session-id': 'conversation-1',
    };
    const messages: object[] = [];
    let before = '';
    for (let turn = 0; turn < 30; turn += 1) {
      messages.push({ role: 'user', content: `turn ${turn}: user${turn}@acme-corp.io ${awsKey}` });
      await call(gateway, '/v1/messages', aMessage({ messages }), headers);
      const sent = upstream.requests.at(-1)!.body;
      const prefix = sent.slice(0, sent.lastIndexOf(']'));
      expect(prefix.startsWith(before)).toBe(true);
      expect(sent).not.toContain('@acme-corp.io');
      before = prefix;
      messages.push({ role: 'assistant', content: `noted user${turn}@acme-corp.io` });
      if (turn === 10) await gateway.must('PUT', '/api/guardrails/email', { enabled: false });
      if (turn === 20) {
        await gateway.must('PUT', '/api/guardrails/email', { enabled: true });
        await gateway.stop();
        gateway = await startGateway({ dataDir });
      }
    }
  });

  it('uses a changed guardrail in running conversations when the admin asks for it', async () => {
    const headers = {
      'x-api-key': keys.get('messages')!,
      'x-claude-code-session-id': 'conversation-2',
    };
    const body = aMessage({ messages: [{ role: 'user', content: email }] });
    await call(gateway, '/v1/messages', body, headers);
    await gateway.must('PUT', '/api/guardrails/email', { enabled: false, applyToRunning: true });
    await call(gateway, '/v1/messages', body, headers);

    expect(upstream.requests.at(-1)!.body).toContain(email);
    await gateway.must('PUT', '/api/guardrails/email', { enabled: true, applyToRunning: true });
  });
});

describe('a large body', () => {
  it('is anonymized on another thread with the same replacements, and restored', async () => {
    const filler = 'const answer = compute(input); // nothing private in this line\n'.repeat(
      16_000,
    );
    const user = `${filler} ${email} ${pem}`;
    expect(user.length).toBeGreaterThan(1_000_000);
    const ask = (text: string) =>
      callers.messages(gateway.proxyUrl, keys.get('messages')!, 'm', { user: text, stream: true });

    expect((await ask(user)).text).toBe(user);
    const large = lastText(JSON.parse(upstream.requests.at(-1)!.body) as Record<string, unknown>);
    await ask(`${email} ${pem}`);
    const small = lastText(JSON.parse(upstream.requests.at(-1)!.body) as Record<string, unknown>);

    expect(large.endsWith(small)).toBe(true);
    expect(small).not.toContain(email);
  });

  it('does not delay the streams of others', async () => {
    const words = Array.from({ length: 60 }, (_, i) => `word${i} `);
    upstream.answer((request, response) => {
      if (request.body.includes('"stream":true')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const events = streamEcho.messages(words, []).split(/(?<=\n\n)/);
        const timer = setInterval(() => {
          const event = events.shift();
          if (event !== undefined) response.write(event);
          else {
            clearInterval(timer);
            response.end();
          }
        }, 10);
      } else void echoes(request, response);
    });
    const headers = { 'x-api-key': keys.get('messages')! };
    const stream = await call(gateway, '/v1/messages', aMessage({ stream: true }), headers);
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `user${i}@acme-corp.io logged in at ${i}`,
    );
    const large = call(
      gateway,
      '/v1/messages',
      aMessage({ messages: [{ role: 'user', content: lines.join('\n') }] }),
      headers,
    );
    let longestGapMs = 0;
    let lastMs = Date.now();
    const reader = stream.body!.getReader();
    while (!(await reader.read()).done) {
      longestGapMs = Math.max(longestGapMs, Date.now() - lastMs);
      lastMs = Date.now();
    }

    expect((await large).status).toBe(200);
    // The same work on the event loop takes well over a second.
    expect(longestGapMs).toBeLessThan(1_000);
  });
});

describe('modes and switches', () => {
  const ask = (text: string, name = 'messages', path = '/v1/messages') =>
    call(gateway, path, aMessage({ messages: [{ role: 'user', content: text }] }), {
      'x-api-key': keys.get(name)!,
    });

  it('block refuses the request, names the category and never the value', async () => {
    await gateway.must('PUT', '/api/guardrails/aws_key', { mode: 'block' });
    const refused = await ask(`the key is ${awsKey}`);
    const text = await refused.text();

    expect(refused.status).toBe(400);
    expect(text).toContain('aws_key');
    expect(text).not.toContain(awsKey);
    expect(upstream.requests).toHaveLength(0);
    await gateway.must('PUT', '/api/guardrails/aws_key', { mode: 'anonymize' });
  });

  it('report lets the value pass and counts it', async () => {
    await gateway.must('PUT', '/api/guardrails/aws_key', { mode: 'report' });
    await ask(`new conversation, the key is ${awsKey}`);

    expect(upstream.requests.at(-1)!.body).toContain(awsKey);
    const reported = await eventually(
      async () => (await gateway.must('GET', '/api/guardrails')).items,
      (items) => items.find(({ id }: { id: string }) => id === 'aws_key').counts.reported > 0,
    );
    expect(reported).toBeDefined();
    await gateway.must('PUT', '/api/guardrails/aws_key', { mode: 'anonymize' });
  });

  it('a tenant can have its own mode', async () => {
    const { items } = await gateway.must('GET', '/api/tenants');
    const { id } = items.find(({ name }: { name: string }) => name === 'messages other');
    await gateway.must('PUT', '/api/guardrails/email', { mode: 'block', tenantId: id });

    expect((await ask(`own mode ${email}`, 'messages other')).status).toBe(400);
    expect((await ask(`own mode ${email}`)).status).toBe(200);
    await gateway.must('PUT', '/api/guardrails/email', { mode: null, tenantId: id });
  });

  it('the master switch is in force with the next request', async () => {
    await gateway.must('PUT', '/api/privacy', { enabled: false });
    await ask(`switched off ${email}`);
    expect(upstream.requests.at(-1)!.body).toContain(email);
    await gateway.must('PUT', '/api/privacy', { enabled: true });
    await ask(`switched on ${email}`);
    expect(upstream.requests.at(-1)!.body).not.toContain(email);
  });

  it('a custom rule is validated, in force with the next request, and gone when it is deleted', async () => {
    const bad = await gateway.admin('POST', '/api/guardrails/custom', {
      name: 'x',
      category: 'project',
      pattern: '(?=look)ahead',
    });
    expect(bad.status).toBe(400);
    const rule = await gateway.must('POST', '/api/guardrails/custom', {
      name: 'Project names',
      category: 'project',
      words: ['Bluebird'],
    });
    await ask('The project is Bluebird.');
    expect(upstream.requests.at(-1)!.body).not.toContain('Bluebird');

    await gateway.must('DELETE', `/api/guardrails/custom/${rule.id}`);
    await ask('That project is Bluebird.');
    expect(upstream.requests.at(-1)!.body).toContain('Bluebird');
  });

  it('embeddings are protected, too', async () => {
    upstream.answer(answers.json(200, { data: [] }));
    await call(
      gateway,
      '/v1/embeddings',
      { model: 'e', input: [`mail ${email}`, 'x'] },
      {
        'x-api-key': keys.get('chat')!,
      },
    );

    expect(upstream.requests.at(-1)!.body).not.toContain(email);
  });
});

describe('the admin side', () => {
  it('tries a text out', async () => {
    const text = `mail ${email} and ${awsKey}`;
    const result = await gateway.must('POST', '/api/guardrails/test', { text });

    expect(result.restored).toBe(text);
    expect(result.anonymized).not.toContain(email);
    expect(result.detections.map(({ category }: { category: string }) => category)).toEqual([
      'email',
      'aws_key',
    ]);
    const one = await gateway.must('POST', '/api/guardrails/test', { text, categories: ['email'] });
    expect(one.detections).toHaveLength(1);
  });

  it('counts real traffic by category and tenant', async () => {
    const { stats, enabled } = await gateway.must('GET', '/api/privacy');

    expect(enabled).toBe(true);
    const emails = stats.byCategory.filter(
      ({ category }: { category: string }) => category === 'email',
    );
    expect(emails.length).toBeGreaterThan(1);
    expect(stats.totalMappings).toBeGreaterThan(0);
  });

  it('shows values behind tokens masked, keeps them encrypted, and forgets them', async () => {
    const { items, total } = await gateway.must('GET', '/api/privacy/mappings');
    const text = JSON.stringify(items);
    expect(items.length).toBeGreaterThan(0);
    expect(text).not.toContain(pem.split('\n')[1]);
    expect(readFileSync(join(dataDir, 'codegate.db'), 'latin1')).not.toContain(pem.split('\n')[1]);

    expect((await gateway.must('DELETE', '/api/privacy/mappings')).deleted).toBeGreaterThanOrEqual(
      total,
    );
    expect((await gateway.must('GET', '/api/privacy')).stats.totalMappings).toBe(0);
  });

  it('logs see only the anonymized text', async () => {
    await gateway.must('PUT', '/api/settings', {
      requestLogging: true,
      detailedRequestLogging: true,
    });
    for (const stream of [true, false]) {
      await callers.messages(gateway.proxyUrl, keys.get('messages')!, 'm', { user: prose, stream });
    }
    const { items } = await eventually(
      () => gateway.must('GET', '/api/logs'),
      ({ total }) => total >= 2,
    );
    for (const { id } of items) {
      const log = await gateway.must('GET', `/api/logs/${id}`);
      expect(log.requestBody).toContain('and ');
      expect(JSON.stringify(log)).not.toContain(email);
      expect(JSON.stringify(log)).not.toContain(awsKey);
    }
    await gateway.must('PUT', '/api/guardrails/aws_key', { mode: 'block', applyToRunning: true });
    await call(gateway, '/v1/messages', aMessage({ system: prose }), {
      'x-api-key': keys.get('messages')!,
    });
    const refused = await eventually(
      () => gateway.must('GET', '/api/logs?status=400'),
      ({ total }) => total === 1,
    );
    const log = await gateway.must('GET', `/api/logs/${refused.items[0].id}`);
    expect(JSON.stringify(log)).not.toContain(email);
    await gateway.must('PUT', '/api/guardrails/aws_key', { mode: 'anonymize' });
    await gateway.must('PUT', '/api/settings', {
      requestLogging: false,
      detailedRequestLogging: false,
    });
  });
});

function lastText(body: Record<string, unknown>): string {
  const turns = (body.messages ?? body.input) as { content: unknown }[];
  const { content } = turns.at(-1)!;
  if (typeof content === 'string') return content;
  return (content as { text?: string }[]).map(({ text }) => text ?? '').join('');
}
