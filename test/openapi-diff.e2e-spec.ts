import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { breakingChanges } from '../scripts/openapi-changes.mjs';

const text = readFileSync(join(import.meta.dirname, '../libs/api-client/openapi.json'), 'utf8');

function changed(change: (document: any) => void): unknown {
  const after = JSON.parse(text);
  change(after);
  return breakingChanges(JSON.parse(text), after);
}

describe('Breaking changes of the API', () => {
  it('are none when nothing changes', () => {
    expect(changed(() => undefined)).toEqual([]);
  });

  it.each<[string, (document: any) => void]>([
    ['a new path', ({ paths }) => (paths['/api/new'] = { get: { responses: {} } })],
    [
      'a new field in answers',
      (it) => (schema(it, 'Account').properties.more = { type: 'string' }),
    ],
    [
      'a new field in requests that may be left out',
      (it) => (schema(it, 'CreateAccount').properties.more = { type: 'string' }),
    ],
    ['other words', (it) => (schema(it, 'Account').properties.name.description = 'x')],
    [
      'a new value that is accepted',
      (it) => schema(it, 'CreateAccount').properties.provider.enum.push('new'),
    ],
    [
      'a field that need not be sent any more',
      (it) => (schema(it, 'CreateAccount').required = ['name']),
    ],
  ])('%s is none', (_, change) => {
    expect(changed(change)).toEqual([]);
  });

  it.each<[string, (document: any) => void, string]>([
    ['a path that is gone', (it) => delete it.paths['/api/usage'], 'GET /api/usage is gone'],
    [
      'an operation that is gone',
      (it) => delete it.paths['/api/accounts/{id}'].patch,
      'PATCH /api/accounts/{id} is gone',
    ],
    [
      'an operation with another name',
      (it) => (it.paths['/api/usage'].get.operationId = 'usage.sum'),
      'GET /api/usage: the operation usage.get is now usage.sum',
    ],
    [
      'a field that is gone from answers',
      (it) => delete schema(it, 'Account').properties.status,
      'GET /api/accounts 200.items[].status is gone',
    ],
    [
      'a field of answers that may be null',
      (it) => (schema(it, 'Account').properties.status.type = ['string', 'null']),
      'GET /api/accounts 200.items[].status: null may be answered now',
    ],
    [
      'a field of answers that may be missing',
      (it) => schema(it, 'Account').required.shift(),
      'GET /api/accounts 200.items[].id may be missing now',
    ],
    [
      'a field that has to be sent',
      (it) => schema(it, 'CreateAccount').required.push('apiKey'),
      'POST /api/accounts body.apiKey is needed now',
    ],
    [
      'a value that is not accepted any more',
      (it) => schema(it, 'CreateAccount').properties.provider.enum.shift(),
      'POST /api/accounts body.provider: "anthropic" is not accepted any more',
    ],
    [
      'a type that is not accepted any more',
      (it) => (schema(it, 'CreateAccount').properties.apiKey.type = 'string'),
      'POST /api/accounts body.apiKey: null is not accepted any more',
    ],
    [
      'a parameter that is gone',
      (it) => it.paths['/api/logs'].get.parameters.shift(),
      'GET /api/logs: the parameter status is gone',
    ],
    [
      'a parameter that is needed',
      (it) => (it.paths['/api/logs'].get.parameters[0].required = true),
      'GET /api/logs: the parameter status is needed',
    ],
  ])('%s is one', (_, change, line) => {
    expect(changed(change)).toContain(line);
  });
});

function schema(document: any, name: string): any {
  return document.components.schemas[name];
}
