import { describe, expect, it } from '@jest/globals';

import { bytesOf } from '@codegate/protocol';

import type { DecodedRequest } from '../decode/decoded-request.js';
import { estimateTokens } from './estimate-tokens.js';

const aRequest = (json: object): DecodedRequest => {
  const { max_tokens: tokens } = json as { max_tokens?: number };
  const outputLimits = tokens === undefined ? [] : [{ field: 'max_tokens', tokens }];
  return { json, model: 'm', outputLimits } as unknown as DecodedRequest;
};

describe('estimateTokens', () => {
  it('takes texts by their bytes and files by what they are', () => {
    expect(bytesOf({ a: 'äbc', b: ['x', 1, null] })).toBe(1 + 4 + 1 + 1 + 1 + 1);
    const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(100_000)}`;

    expect(bytesOf(picture)).toBe(4_800);
    expect(bytesOf('word '.repeat(1_000))).toBe(5_000);
  });

  it('takes the most output the request allows, of all answers', () => {
    expect(estimateTokens(aRequest({ max_tokens: 100, n: 3 }), 'chat').output).toBe(300);
    expect(estimateTokens(aRequest({}), 'chat').output).toBeGreaterThan(1_000);
    expect(estimateTokens(aRequest({}), 'embeddings').output).toBe(0);
  });
});
