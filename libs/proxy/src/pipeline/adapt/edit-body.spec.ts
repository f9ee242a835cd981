import { describe, expect, it } from '@jest/globals';

import { editJson, type Endpoint } from '@codegate/protocol';

import type { Snapshot } from '../../directory/snapshot.js';
import type { DecodedRequest } from '../decode/decoded-request.js';
import { bodyEdits } from './edit-body.js';

const aSnapshot = (overrides: Partial<Snapshot>) =>
  ({ outputLimits: new Map(), ...overrides }) as unknown as Snapshot;
const edit = (...given: Parameters<typeof bodyEdits>) => {
  const { edits, hidesUsage, changes } = bodyEdits(...given);
  return { body: editJson(given[1].body, edits), hidesUsage, changes };
};

describe('bodyEdits', () => {
  const request = (endpoint: Endpoint, text: string, limits: [string, number][] = []) => {
    const json = JSON.parse(text) as { model: string; stream?: boolean };
    return [
      endpoint,
      {
        json,
        model: json.model,
        stream: json.stream === true,
        outputLimits: limits.map(([field, tokens]) => ({ field, tokens })),
        body: Buffer.from(text),
      } as unknown as DecodedRequest,
    ] as const;
  };
  const snapshot = aSnapshot({ outputLimits: new Map([['small', 100]]) });

  it('keeps the bytes when nothing has to change', () => {
    const [endpoint, decoded] = request('messages', '{ "model":"m",  "x":1e2}');

    expect(edit(endpoint, decoded, 'm', snapshot).body).toBe(decoded.body);
  });

  it('clamps the output by the limit of the target model, not of the requested one (B18)', () => {
    const [endpoint, decoded] = request('messages', '{"model":"big","max_tokens":5000}', [
      ['max_tokens', 5000],
    ]);

    expect(edit(endpoint, decoded, 'small', snapshot).body.toString()).toBe(
      '{"model":"small","max_tokens":100}',
    );
  });

  it('does not apply a limit to a model whose name only begins the same (B18)', () => {
    const [endpoint, decoded] = request('messages', '{"model":"small-2","max_tokens":5000}', [
      ['max_tokens', 5000],
    ]);

    expect(edit(endpoint, decoded, 'small-2', snapshot).body).toBe(decoded.body);
  });

  it('keeps the thinking budget below a clamped max_tokens', () => {
    const text =
      '{"model":"small","max_tokens":5000,"thinking":{"type":"enabled","budget_tokens":4000}}';
    const [endpoint, decoded] = request('messages', text, [['max_tokens', 5000]]);

    expect(JSON.parse(edit(endpoint, decoded, 'small', snapshot).body.toString())).toMatchObject({
      max_tokens: 100,
      thinking: { type: 'enabled', budget_tokens: 99 },
    });
  });

  it('asks a Chat stream for its usage and remembers that the client did not (B16)', () => {
    const [endpoint, decoded] = request(
      'chat',
      '{"model":"m","stream":true,"stream_options":{"a":1}}',
    );
    const edited = edit(endpoint, decoded, 'm', snapshot);

    expect(JSON.parse(edited.body.toString())).toMatchObject({
      stream_options: { a: 1, include_usage: true },
    });
    expect(edited.hidesUsage).toBe(true);
  });

  it('changes no Chat stream that asks for its usage itself', () => {
    const text = '{"model":"m","stream":true,"stream_options":{"include_usage":true}}';
    const [endpoint, decoded] = request('chat', text);

    expect(edit(endpoint, decoded, 'm', snapshot)).toEqual({
      body: decoded.body,
      hidesUsage: false,
      changes: [],
    });
  });
});
