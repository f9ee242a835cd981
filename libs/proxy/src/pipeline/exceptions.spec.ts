import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { message, messageEvents, type UpstreamHandler } from '../testing/fake-upstream.js';
import { PipelineHarness } from '../testing/pipeline-harness.js';
import type { PipelineDeps } from './pipeline-deps.js';

let harness: PipelineHarness;
afterEach(() => harness.stop());

type Calls = { made: number; throwsAt: number };

/** The dependency, whose methods throw at one of all calls of all dependencies. */
function breakable<T extends object>(dependency: T, calls: Calls): T {
  return new Proxy(dependency, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        calls.made += 1;
        if (calls.made === calls.throwsAt) throw new Error(`${String(name)} is broken`);
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** Everything that a request calls; the clock and the directory cannot fail. */
const wrapped = [
  'admission',
  'budgets',
  'keyUses',
  'ledger',
  'credentials',
  'accountHealth',
  'accountStatuses',
  'unsupportedFields',
  'liveModels',
  'upstreams',
] as const satisfies readonly (keyof PipelineDeps)[];

function withBreakable(deps: PipelineDeps, calls: Calls): PipelineDeps {
  const broken = wrapped.map((name) => [name, breakable(deps[name], calls)] as const);
  return { ...deps, ...Object.fromEntries(broken) };
}

/**
 * Chunks that come apart are processed outside of the HTTP client, which catches exceptions of its handlers. Without the
 * gaps this would test the client.
 */
const withGaps: UpstreamHandler = (_call, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  void writeWithGaps(response);
};

async function writeWithGaps(response: ServerResponse): Promise<void> {
  for (const event of messageEvents('Hello', ' there')) {
    response.write(event);
    await sleep(4);
  }
  response.end();
}

const aRequest = (stream: boolean) => ({
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hi' }],
  stream,
});

describe('H4: an exception in any dependency, at any moment', () => {
  it.each([
    ['a body', false],
    ['a stream', true],
  ])('ends its own request only: %s', async (_, stream) => {
    const calls: Calls = { made: 0, throwsAt: Number.POSITIVE_INFINITY };
    harness = await PipelineHarness.start({
      tenant: { rateLimit: 1_000, maxConcurrent: 2, tokensPerMinute: 1_000_000 },
      wrapDeps: (deps) => withBreakable(deps, calls),
    });
    harness.upstream.respond('a', stream ? withGaps : message('Hello'));
    await (await harness.send(aRequest(stream))).text();
    await harness.settled();
    const usual = calls.made;
    expect(usual).toBeGreaterThan(10);

    for (let throwsAt = 1; throwsAt <= usual; throwsAt += 1) {
      Object.assign(calls, { made: 0, throwsAt });
      const response = await harness.send(aRequest(stream));
      const text = await response.text();
      await harness.settled();
      const isOver = response.status >= 400 || !stream || /message_stop|event: error/.test(text);
      expect({ throwsAt, text, isOver }).toMatchObject({ isOver: true });
      expect(harness.openReservations.size).toBe(0);

      Object.assign(calls, { made: 0, throwsAt: Number.POSITIVE_INFINITY });
      harness.accountHealth.clear('a');
      expect((await harness.send(aRequest(stream))).status).toBe(200);
      await harness.settled();
    }
  });
});

describe('a complete response that cannot be used', () => {
  const whole = (body: string): UpstreamHandler => {
    return (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    };
  };
  const deep = `{"content":[{"type":"tool_use","input":${'['.repeat(15_000)}${']'.repeat(15_000)}}]}`;

  it.each([
    ['is not JSON: a failure of the account', '<html></html>', 1],
    ['is half of the JSON: a failure of the account', '{"type":"message","content":[', 1],
    ['is empty: a failure of the account', '', 1],
    ['H4: is nested too deep: says nothing about the account', deep, 0],
  ])('leads to another account when it %s', async (_, body, cooldowns) => {
    harness = await PipelineHarness.start({ accounts: [{ id: 'a' }, { id: 'b' }] });
    harness.upstream.respond('a', whole(body));
    harness.upstream.respond('b', message('Hello'));
    for (const stream of [false, true]) {
      const response = await harness.send(aRequest(stream));
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Hello');
      await harness.settled();
      expect(harness.accountHealth.cooldownsOf('a', harness.nowMs)).toHaveLength(cooldowns);
      harness.accountHealth.clear('a');
    }

    // The provider may charge for what it did; nothing is known but the input.
    expect(harness.usage.filter(({ accountId }) => accountId === 'a')).toMatchObject([
      { isEstimated: true, outputTokens: 0 },
      { isEstimated: true, outputTokens: 0 },
    ]);
  });
});
