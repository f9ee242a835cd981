import { describe, expect, it } from '@jest/globals';

import type { DecodedRequest } from '../decode/decoded-request.js';
import { estimateTokens } from './estimate-tokens.js';

const aRequest = (json: object): DecodedRequest => {
  const { max_tokens: tokens } = json as { max_tokens?: number };
  const outputLimits = tokens === undefined ? [] : [{ field: 'max_tokens', tokens }];
  return { json, model: 'm', outputLimits } as unknown as DecodedRequest;
};

describe('estimateTokens', () => {
  const picture = 'iVBORw0KGgo'.repeat(100_000);
  const inputOf = (json: object) => estimateTokens(aRequest(json), 'messages').input;
  const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });
  const base64Source = (data: string) => ({ type: 'base64', media_type: 'image/png', data });

  it.each([
    ['an image', user([{ type: 'image', source: base64Source(picture) }])],
    [
      'an image in the result of a tool',
      user([
        {
          type: 'tool_result',
          tool_use_id: 't',
          content: [{ type: 'image', source: base64Source(picture) }],
        },
      ]),
    ],
    [
      'an image of Chat',
      user([{ type: 'image_url', image_url: { url: `data:image/png;base64,${picture}` } }]),
    ],
    [
      'an image of Responses',
      {
        input: [
          {
            type: 'function_call_output',
            call_id: 'c',
            output: [{ type: 'input_image', image_url: `data:image/png;base64,${picture}` }],
          },
        ],
      },
    ],
  ])('counts %s as an image, whatever its size', (_, json) => {
    expect(inputOf(json)).toBeGreaterThan(4_000);
    expect(inputOf(json)).toBeLessThan(6_000);
  });

  it('counts a document by its pages, audio by its length, and signed reasoning by its bytes', () => {
    const source = base64Source('J'.repeat(200_000));
    expect(inputOf(user([{ type: 'document', source }]))).toBeGreaterThanOrEqual(45_000);
    const audio = { type: 'input_audio', input_audio: { data: 'J'.repeat(20_000), format: 'mp3' } };
    expect(inputOf(user([audio]))).toBeGreaterThanOrEqual(1_000);
    const thinking = { type: 'thinking', thinking: '', signature: 'J'.repeat(4_000) };
    expect(inputOf(user([thinking]))).toBeLessThan(1_200);
  });

  const text = 'some words of a text '.repeat(10_000);
  it.each([
    ['a text that begins with base64', user(`${'A'.repeat(256)} ${text}`)],
    ['a text that begins as a file', user(`data:image/png;base64,${'A'.repeat(256)} ${text}`)],
    ['an image that is no base64', user([{ type: 'image', source: base64Source(`AAAA ${text}`) }])],
    [
      'an image in the arguments of a tool',
      user([{ type: 'tool_use', input: { type: 'image', source: base64Source(text) } }]),
    ],
    ['base64 as text', user('QUJD'.repeat(60_000))],
    [
      'base64 in the arguments of a tool',
      user([{ type: 'tool_use', input: { a: 'QUJD'.repeat(60_000) } }]),
    ],
    [
      'an image in a field of no wire format',
      { x: { type: 'image', source: base64Source('QUJD'.repeat(60_000)) } },
    ],
    ['signed reasoning that is text', user([{ type: 'thinking', signature: text }])],
  ])('H6: counts %s as text', (_, json) => {
    expect(inputOf(json)).toBeGreaterThan(50_000);
  });

  it.each([
    { input: 'hi', previous_response_id: 'resp_1' },
    { input: 'hi', conversation: 'conv_1' },
    { input: [{ type: 'item_reference', id: 'msg_1' }] },
    user([{ type: 'document', source: { type: 'file', file_id: 'file_1' } }]),
    user([{ type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } }]),
    user([{ type: 'file', file: { file_id: 'file_1' } }]),
  ])('H6: budgets reserve what a request only refers to: %j', (json) => {
    expect(estimateTokens(aRequest(json), 'responses').referredTo).toBe(200_000);
    expect(inputOf(json)).toBeLessThan(200);
  });

  it('takes the most output the request allows, of all answers', () => {
    expect(estimateTokens(aRequest({ max_tokens: 100, n: 3 }), 'chat').output).toBe(300);
    expect(estimateTokens(aRequest({}), 'chat').output).toBeGreaterThan(1_000);
    expect(estimateTokens(aRequest({}), 'embeddings').output).toBe(0);
  });
});
