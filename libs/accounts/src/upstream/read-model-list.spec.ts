import { describe, expect, it } from '@jest/globals';

import { readModelList } from './read-model-list.js';

const read = (value: unknown) => readModelList(JSON.stringify(value));

describe('readModelList', () => {
  it("reads Anthropic's list", () => {
    const model = {
      type: 'model',
      id: 'claude-x',
      display_name: 'Claude X',
      created_at: '2026-01-02T03:04:05Z',
      max_input_tokens: 200_000,
      max_tokens: 64_000,
    };

    expect(read({ data: [model], has_more: false })).toEqual([
      {
        id: 'claude-x',
        displayName: 'Claude X',
        createdAt: '2026-01-02T03:04:05.000Z',
        contextTokens: 200_000,
        maxOutputTokens: 64_000,
      },
    ]);
  });

  it("reads OpenAI's and OpenRouter's list, sorted, each model once", () => {
    const data = [
      { id: 'z/b', name: 'B', context_length: 8, top_provider: { max_completion_tokens: 4 } },
      { id: 'a', created: 1_700_000_000 },
      { id: 'a' },
    ];

    expect(read({ object: 'list', data })).toMatchObject([
      { id: 'a', createdAt: '2023-11-14T22:13:20.000Z' },
      { id: 'z/b', displayName: 'B', contextTokens: 8, maxOutputTokens: 4 },
    ]);
  });

  it("reads Google's long names and Codex' slugs, hidden ones left out", () => {
    expect(read({ data: [{ id: 'models/gemini-x' }] })).toMatchObject([{ id: 'gemini-x' }]);
    const models = [
      { slug: 'gpt-codex', title: 'Codex' },
      { slug: 'old', visibility: 'hide' },
    ];
    expect(read({ models })).toMatchObject([{ id: 'gpt-codex', displayName: 'Codex' }]);
  });

  it('ignores entries that are not models', () => {
    expect(read({ data: [null, 1, {}, { id: 5 }, { id: '' }] })).toEqual([]);
  });

  it.each(['<html>', '', 'null', '{}', '{"data":{}}'])('does not accept %j as a list', (text) => {
    expect(readModelList(text)).toBeNull();
  });

  it('M18: a list has at most 5,000 models with names of at most 256 characters', () => {
    const data = Array.from({ length: 6_000 }, (_, index) => ({
      id: `m${index}`,
      name: 'n'.repeat(1_000),
    }));
    const models = read({ data: [{ id: 'm'.repeat(257) }, ...data] });

    expect(models).toHaveLength(5_000);
    expect(models?.[0]?.displayName).toHaveLength(256);
  });
});
