import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { type HttpClient, HostUnreachableError } from '@codegate/outbound-http';

import { newWebhookSecret, postWebhook, signWebhook } from './webhook.js';

type Sent = Parameters<HttpClient['send']>[0];

function aReceiver(...answers: (number | Error)[]) {
  const sent: Sent[] = [];
  return {
    sent,
    send: (request: Sent) => {
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1] ?? 200;
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ status: answer, body: '' });
    },
  };
}
const message = { url: 'https://x.example/hook', secret: newWebhookSecret(), id: 'a1', body: '{}' };
const post = (receiver: ReturnType<typeof aReceiver>) =>
  postWebhook(message, receiver, () => 1_700_000_000_000, [1, 1, 1]);

describe('signWebhook', () => {
  it('signs id, time and body as in Standard Webhooks', () => {
    const headers = signWebhook(message, 1_700_000_000_999);
    const key = Buffer.from(message.secret.slice('whsec_'.length), 'base64');

    expect(headers).toMatchObject({ 'webhook-id': 'a1', 'webhook-timestamp': '1700000000' });
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update('a1.1700000000.{}').digest('base64')}`,
    );
  });

  it("agrees with the standard's own example", () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const body = '{"test": 2432232314}';
    const headers = signWebhook(
      { secret, id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body },
      1614265330000,
    );

    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('postWebhook', () => {
  it('retries server errors with the same id', async () => {
    const receiver = aReceiver(500, new HostUnreachableError('x.example refused'), 204);

    expect(await post(receiver)).toBe('delivered');
    expect(receiver.sent.map(({ headers }) => headers['webhook-id'])).toEqual(['a1', 'a1', 'a1']);
  });

  it('gives up after four attempts', async () => {
    const receiver = aReceiver(503);

    expect(await post(receiver)).toBe('failed: the receiver responded with 503');
    expect(receiver.sent).toHaveLength(4);
  });

  it('does not retry client errors', async () => {
    const receiver = aReceiver(404);

    expect(await post(receiver)).toBe('failed: the receiver responded with 404');
    expect(receiver.sent).toHaveLength(1);
  });
});
