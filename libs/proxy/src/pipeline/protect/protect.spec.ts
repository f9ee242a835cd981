import { beforeEach, describe, expect, it } from '@jest/globals';

import { DetectionCounts, Guards, RequestCache, rulesFor, type Rules } from '@codegate/guardrails';
import { GatewayError } from '@codegate/kernel';

import { PipelineHarness } from '../../testing/pipeline-harness.js';
import type { Exchange } from '../exchange.js';
import { protect } from './protect.js';
import type { Protection } from './protection.js';

const mail = 'jane.doe@acme-mail.com';
const anonymizing = rulesFor(new Map());
const blocking = rulesFor(new Map([['guardrail_email_mode', 'block']]));

type Deps = Parameters<typeof protect>[1];
let deps: Deps;
/** Calls of the mask pool. */
let pooled: Buffer[];
/** What the mask pool does. */
let failure: Error;
beforeEach(() => {
  const values = new Map<string, string>();
  const mappings = {
    lookup: (tenantId: string, token: string) => values.get(`${tenantId} ${token}`),
    remember: (tenantId: string, token: string, value: string) =>
      void values.set(`${tenantId} ${token}`, value),
    written: () => null,
  };
  pooled = [];
  failure = new Error('the worker thread ended');
  deps = {
    guards: new Guards([Buffer.alloc(32, 1)], mappings),
    requestCache: new RequestCache(1024 * 1024),
    detectionCounts: new DetectionCounts(() => Promise.resolve()),
    maskPool: {
      mask: ({ body }) => {
        pooled.push(Buffer.from(body));
        return Promise.reject(failure);
      },
    },
    mappings,
    clock: { now: () => 0 },
  };
});

/** Protects a request with this text and returns what is sent on. */
async function protectText(rules: Rules | null, text: string) {
  const json = { model: 'm', messages: [{ role: 'user', content: text }] };
  const request = { model: 'm', json, body: Buffer.from(JSON.stringify(json)) };
  let result: { request: typeof request; protection: Protection | null } | undefined;
  const exchange = {
    rules,
    request,
    caller: { tenant: { id: 't' }, key: null },
    call: { endpoint: 'messages', dialect: 'messages', clientAbort: { aborted: false } },
    conversationKey: null,
    setProtected: (masked: typeof request, protection: Protection | null) => {
      result = { request: masked, protection };
    },
  } as unknown as Exchange;
  await protect(exchange, deps);
  return { original: request, ...result! };
}
const long = 'word '.repeat(40_000);

describe('protect', () => {
  it('passes on the same request when the guardrails are off', async () => {
    const { original, request, protection } = await protectText(null, mail);
    expect(request).toBe(original);
    expect(request.body).toBe(original.body);
    expect(protection).toBeNull();
  });

  it('replaces a value in the body and restores it from the response', async () => {
    const { request, protection } = await protectText(anonymizing, `Write to ${mail}`);
    const sent = request.body.toString();
    expect(sent).not.toContain(mail);
    expect(sent).toContain('Write to ');
    expect(JSON.parse(sent)).toEqual(request.json);
    expect(protection!.text(sent)).toContain(mail);
  });

  it('keeps the replaced text in the log', async () => {
    const settings = { detailedRequestLogging: true, anonymizeLogs: true };
    const harness = await PipelineHarness.start({ rules: anonymizing, settings });
    try {
      const messages = [{ role: 'user', content: `Write to ${mail}` }];
      await harness.send({ model: 'claude-sonnet-4-5', max_tokens: 10, messages });

      expect(harness.logs[0]!.requestBody).toBe(harness.upstream.calls[0]!.body);
      expect(harness.logs[0]!.requestBody).not.toContain(mail);
    } finally {
      await harness.stop();
    }
  });

  it('refuses what a rule blocks and names the category, not the value', async () => {
    const refused = protectText(blocking, `Write to ${mail}`);
    await expect(refused).rejects.toMatchObject({ code: 'blocked_by_guardrail' });
    await expect(refused).rejects.toThrow(/email/i);
    await expect(refused).rejects.not.toThrow(mail);
  });

  it('masks a small body here and gives a large one to the mask pool', async () => {
    await protectText(anonymizing, mail);
    expect(pooled).toEqual([]);

    await expect(protectText(anonymizing, `${long}${mail}`)).rejects.toBe(failure);
    expect(pooled.map(String)).toEqual([expect.stringContaining(mail)]);
  });

  it('M10: gives a body to the mask pool that takes too long here', async () => {
    const dense = Array.from({ length: 6_000 }, (_, index) => `u${index}@acme-mail.com`).join(' ');
    expect(dense.length).toBeLessThan(128 * 1024);
    await expect(protectText(anonymizing, dense)).rejects.toBe(failure);
    expect(pooled).toHaveLength(1);
  });

  it('M10: refuses a large body with the error of the mask pool, and sends nothing', async () => {
    failure = new GatewayError('rate_limited', 'The guardrails are busy');
    await expect(protectText(anonymizing, `${long}${mail}`)).rejects.toBe(failure);
  });
});
