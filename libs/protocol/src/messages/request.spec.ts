import { readFileSync } from 'node:fs';

import type { JsonObject } from '@codegate/kernel';

import type { Target } from '../target.js';
import { readRequest } from './read-request.js';
import { writeRequest } from './write-request.js';

const fixtures = new URL('../../../../test/fixtures/clients/claude-code/', import.meta.url);

function fixture(name: string): JsonObject {
  return JSON.parse(readFileSync(new URL(name, fixtures), 'utf8')) as JsonObject;
}

const claude: Target = {
  dialect: 'messages',
  provider: 'anthropic',
  issuer: 'anthropic',
  model: 'claude-opus-5-5',
  capabilities: {
    contextTokens: 1_000_000,
    maxOutputTokens: 128_000,
    sampling: 'none',
    thinking: ['adaptive'],
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    prefill: false,
    stop: true,
    structuredOutput: true,
    midSystem: true,
    images: true,
    pdf: true,
    developerRole: false,
  },
  quirks: {
    maxTokensField: 'max_tokens',
    toolIdLimit: 64,
    reasoningField: null,
    reasoningFieldRequired: false,
    reasoningControl: 'none',
    efforts: null,
    allowedFields: null,
    refusedFields: [],
    refusedSchemaKeywords: [],
    topK: true,
    cacheControl: true,
    files: true,
    toolChoice: true,
    parallelToolCalls: true,
    structuredOutput: true,
    developerRole: false,
    thoughtSignatures: false,
    streamOnly: false,
    thinkTags: false,
  },
};

/** Text content as blocks; `is_error: false` is the same as no `is_error`. */
function normalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== 'object' || value === null) return value;
  const object = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, normalized(inner)]),
  );
  if (object.is_error === false) delete object.is_error;
  if (typeof object.content === 'string') object.content = [{ type: 'text', text: object.content }];
  return object;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

describe('a request of Claude Code', () => {
  it.each(['tool-search.json', 'read-media.json'])(
    'loses nothing on the way to Claude: %s',
    (name) => {
      const body = fixture(name);

      const written = writeRequest(readRequest(body), claude);

      expect(written.changes).toEqual([]);
      expect(normalized(written.body)).toEqual(normalized(body));
      expect(written.version).toBe('2023-06-01');
    },
  );

  it('is left as it is, so that the next target starts from it', () => {
    const request = readRequest(fixture('tool-search.json'));
    freeze(request);

    const first = writeRequest(request, { ...claude, issuer: 'glm' });
    const second = writeRequest(request, claude);

    expect(JSON.stringify(first.body)).not.toContain('EqQBCkgIBhABGAIiQ');
    expect(JSON.stringify(second.body)).toContain('EqQBCkgIBhABGAIiQ');
  });

  it.each([
    [{}, 'model'],
    [{ model: 'm' }, 'messages'],
    [{ model: 'm', messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role'],
    [{ model: 'm', messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
    [{ model: 'm', messages: [] }, 'messages'],
    [{ model: 'm', messages: [{ role: 'user', content: 'x' }], tools: [{}] }, 'tools[0].name'],
  ])('is refused with the field at fault: %j', (body, field) => {
    expect(() => readRequest(body)).toThrow(expect.objectContaining({ field }));
  });
});
