import { readFileSync } from 'node:fs';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import {
  arbitraryOf,
  hostileBodies,
  hostileIds,
  hostileValue,
} from './support/schema-arbitrary.js';

/**
 * Whatever is sent to an operation of the admin API, the response is a success or a problem with a code, never an error
 * of the gateway; and what is refused has changed nothing.
 */
type Operation = { id: string; method: string; path: string; spec: any };
type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
type Sent = { method: string; path: string; body?: string };

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../libs/api-client/openapi.json'), 'utf8'),
);
const runs = 25;
const longestAccepted = 2 * 1024 * 1024;
/** The same every time, so that a failure in CI is one on every machine. */
const seed = 20_261_125;
/** Operations that call other servers; they have their own tests with a local upstream. */
const goesOut = /\.(test|refresh|authorize|callback|discover)/i;

const operations = Object.entries<any>(document.paths)
  .flatMap(([path, methods]) =>
    Object.entries<any>(methods).map(([method, spec]): Operation => ({
      id: spec.operationId,
      method: method.toUpperCase(),
      path,
      spec,
    })),
  )
  .filter(({ id }) => !id.startsWith('health.'));
const named = (some: Operation[]) => some.map((it) => [it.id, it] as const);
// What deletes comes last: the others should find something.
const writes = operations
  .filter(({ method }) => method !== 'GET')
  .sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
const withBody = writes.filter(({ spec }) => spec.requestBody);

let gateway: Gateway;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

beforeAll(async () => {
  gateway = await startGateway();
  const account = await gateway.must('POST', '/api/accounts', {
    name: 'Seed',
    provider: 'custom',
    baseUrl: 'http://127.0.0.1:9',
  });
  await gateway.must('POST', '/api/configs', {
    name: 'Seed',
    tiers: [{ tier: 'opus', accountId: account.id }],
  });
  const tenant = await gateway.must('POST', '/api/tenants', { name: 'Seed' });
  await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'Seed' });
});

afterEach(async () => {
  // It still serves; nothing that was sent has got into the prototype of everything.
  expect((await send({ method: 'GET', path: '/health/live' })).status).toBe(200);
  expect(await gateway.must('GET', '/api/accounts?limit=1')).not.toHaveProperty('isAdmin');
});

afterAll(async () => {
  agent.destroy();
  expect(await gateway.stop()).toBe(0);
  const failures = gateway.output().match(/.*(admin request failed|uncaught|unhandled).*/gi) ?? [];
  expect(failures).toEqual([]);
});

describe('An invalid body', () => {
  it.each(named(withBody))('is refused by %s and changes nothing', async (_, operation) => {
    const path = await pathTo(operation);
    const before = await everything();
    const valid = fc.sample(bodyOf(operation), { numRuns: 5, seed });
    const unknownField = valid.map((body) => JSON.stringify({ ...(body as object), nobody: 1 }));

    for (const body of [...hostileBodies, ...unknownField]) {
      const answer = await send({ method: operation.method, path, body });

      expectProblem(answer, `${operation.id} ${body.slice(0, 100)}`);
    }

    expect(await everything()).toEqual(before);
  });
});

describe('Any body', () => {
  it.each(named(withBody.filter(({ id }) => !goesOut.test(id))))(
    'is answered by %s with a success or a problem',
    async (_, operation) => {
      const path = await pathTo(operation);
      const anyBody = fc.oneof(
        fc.constantFrom('', [], {}),
        bodyOf(operation),
        fc.tuple(bodyOf(operation), fc.nat(), hostileValue).map(spoil),
      );
      await fc.assert(
        fc.asyncProperty(anyBody, async (body) => {
          const answer = await send({ method: operation.method, path, body: JSON.stringify(body) });

          expectSuccessOrProblem(answer, operation.id);
        }),
        { numRuns: runs, seed },
      );
    },
  );
});

describe('Any id and any query', () => {
  it.each(named([...operations.filter(({ method }) => method === 'GET'), ...writes]))(
    'are answered by %s with a success or a problem',
    async (_, operation) => {
      const { method, path, spec } = operation;
      const body = spec.requestBody ? '{}' : undefined;
      const names: string[] = spec.parameters
        .filter((it: any) => it.in === 'query')
        .map((it: any) => it.name as string);
      const ids = path.includes('{') ? hostileIds : [];
      const values = fc.sample(hostileValue, { numRuns: 15, seed });
      const queries = goesOut.test(operation.id)
        ? []
        : [...names, 'nobody'].flatMap((name) => [
            `${name}=1&${name}=2`,
            `${name}[]=1`,
            `${name}[__proto__]=1`,
            `${name}=%zz`,
            ...values.map((it) => `${name}=${encode(it)}`),
          ]);
      const real = queries.length > 0 ? await pathTo(operation) : path;

      for (const target of [
        ...ids.map((id) => path.replaceAll(/\{\w+\}/g, id)),
        ...queries.map((query) => `${real}?${query}`),
      ]) {
        const answer = await send({ method, path: target, ...(body ? { body } : {}) });

        expectSuccessOrProblem(answer, `${method} ${target.slice(0, 200)}`);
      }
    },
  );
});

function bodyOf({ spec }: Operation): fc.Arbitrary<unknown> {
  return arbitraryOf(spec.requestBody.content['application/json'].schema, document);
}

/** Replaces a field by something hostile, or adds a field when there is none. */
function spoil([body, place, value]: [unknown, number, unknown]): unknown {
  const fields = Object.keys(body as object);
  return { ...(body as object), [fields[place % fields.length] ?? 'nobody']: value };
}

/** A path to something that exists, as far as the list beside it has something. */
async function pathTo({ path }: Operation): Promise<string> {
  let result = path;
  for (;;) {
    const place = /^(.*?)\/\{\w+\}/.exec(result);
    if (!place) return result;
    const list = await gateway.admin('GET', place[1]!);
    const first = list.body?.items?.[0];
    const id = String(first?.id ?? first?.modelId ?? first?.model ?? 'none');
    result = result.replace(/\{\w+\}/, encodeURIComponent(id));
  }
}

/** What all lists show, without what grows by being asked. */
async function everything(): Promise<Record<string, unknown>> {
  const lists = operations.filter(
    ({ method, path, id }) =>
      method === 'GET' && !path.includes('{') && !/^(audit|models|auth)\./.test(id),
  );
  const read = lists.map(async ({ path }) => {
    const { status, body } = await send({ method: 'GET', path });
    return [path, { status, body }] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

function expectProblem({ status, headers, body }: Answer, what: string): void {
  expect({ what, status }).toEqual({ what, status: expect.any(Number) });
  const problem = parse(body);
  const isProblem =
    status >= 400 &&
    status < 500 &&
    headers['content-type']?.startsWith('application/problem+json') === true &&
    problem?.status === status &&
    document.components.schemas.Problem.properties.code.enum.includes(problem.code) === true;
  if (!isProblem) throw new Error(`${what}: ${status} ${headers['content-type']} ${body}`);
}

function expectSuccessOrProblem(answer: Answer, what: string): void {
  if (answer.status < 200 || answer.status > 299) expectProblem(answer, what);
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.toWellFormed().slice(0, 2_000));
}

/** Sends the path unchanged; fetch would normalize it. */
/** A connection may be closed under a request; that is no finding, so it is tried again on one of its own, once. */
async function send(sent: Sent): Promise<Answer> {
  try {
    return await sendOn(agent, sent);
  } catch (error) {
    if (!['EPIPE', 'ECONNRESET'].includes(String((error as { code?: string }).code))) throw error;
    return sendOn(false, sent);
  }
}

function sendOn(connection: typeof agent | false, { method, path, body }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(gateway.adminUrl);
  const headers = {
    authorization: `Bearer ${adminToken}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path, headers, agent: connection },
      (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
          if (!outgoing.writableEnded) outgoing.destroy();
        });
      },
    );
    outgoing.on('error', reject);
    if ((body?.length ?? 0) <= longestAccepted) {
      outgoing.end(body);
      return;
    }
    // Refused by its length alone, and its connection closed: writing on would lose the answer.
    outgoing.flushHeaders();
    const patience = setTimeout(() => outgoing.end(body), 1_000);
    outgoing.once('response', () => clearTimeout(patience));
  });
}
