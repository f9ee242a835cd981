import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { generateClient } from '../scripts/api-client.mjs';
import { startGateway, type Gateway } from './support/gateway.js';

const clientFolder = join(import.meta.dirname, '../libs/api-client');

let gateway: Gateway;
let document: any;

beforeAll(async () => {
  gateway = await startGateway();
  document = await gateway.must('GET', '/api/openapi.json');
});

afterAll(async () => {
  await gateway.stop();
});

describe('The OpenAPI document', () => {
  it('is the committed one, as is the client generated from it (npm run openapi)', async () => {
    const files = await generateClient(document);

    const stale = Object.entries(files)
      .filter(([name, text]) => readFileSync(join(clientFolder, name), 'utf8') !== text)
      .map(([name]) => name);

    expect(stale).toEqual([]);
  });

  it('is the same for every gateway, independent of ports, names and keys', async () => {
    const other = await startGateway({
      env: { PROXY_API_KEY: 'another-proxy-key-0123456789', PUBLIC_URL: 'https://gateway.example' },
    });

    const text = await (await read(other)).text();
    await other.stop();

    expect(text).toBe(await (await read(gateway)).text());
    expect(text).not.toMatch(/127\.0\.0\.1:|localhost:|gateway\.example/);
  });

  it('is OpenAPI 3.1 without anything only 3.0 has', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(document)).not.toMatch(/"nullable":/);
  });

  it('contains no unresolved reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/(.+?)"/g)];
    const dangling = references
      .map(([, path]) => path!)
      .filter((path) => path.split('/').reduce((at, key) => at?.[key], document) === undefined);

    expect(references.length).toBeGreaterThan(100);
    expect(dangling).toEqual([]);
  });

  it('names every operation once, readably', () => {
    const ids = operations().map(({ operation }) => operation.operationId as string);

    expect(ids.filter((id) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['accounts.list', 'configs.activate', 'logs.get']));
  });

  it('describes every operation, its tag and its permission', () => {
    const silent = operations()
      .filter(({ operation }) => {
        const { summary, tags, security = document.security } = operation;
        return !summary || !tags?.length || !security?.length || !operation['x-access'];
      })
      .map(({ name }) => name);

    expect(silent).toEqual([]);
  });

  it('lists the problems of every operation', () => {
    const problem = { $ref: '#/components/schemas/Problem' };
    const without = operations()
      .filter(({ operation }) => {
        const statuses = Object.keys(operation.responses);
        const isPublic = operation['x-access'] === 'public';
        const expected = [
          ...(isPublic ? [] : ['401']),
          '403',
          '429',
          '500',
          ...(operation.requestBody ? ['400', '413', '415'] : []),
          ...(operation.parameters.some((it: any) => it.in === 'path') ? ['404'] : []),
        ];
        return expected.some((status) => !statuses.includes(status));
      })
      .map(({ name }) => name);

    expect(without).toEqual([]);
    for (const answer of Object.values<any>(document.components.responses)) {
      expect(answer.content['application/problem+json'].schema).toEqual(problem);
    }
  });

  it('lists the codes of problems', () => {
    const { properties, required } = document.components.schemas.Problem;

    expect([...required].sort()).toEqual(['code', 'detail', 'status', 'title', 'type']);
    expect(properties.code.enum).toEqual(
      expect.arrayContaining(['invalid_request', 'not_found', 'conflict', 'internal']),
    );
  });

  it('describes every successful response', () => {
    const silent = operations().flatMap(({ name, operation }) =>
      Object.entries<any>(operation.responses)
        .filter(([status]) => status.startsWith('2') && status !== '204')
        .filter(([, { content }]) => !Object.values<any>(content ?? {})[0]?.schema)
        .map(([status]) => `${name} ${status}`),
    );

    expect(silent).toEqual([]);
  });

  it('describes every field and every parameter', () => {
    const silent: string[] = [];
    const look = (node: any, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      if (isMap(node.properties)) {
        for (const [field, schema] of Object.entries<any>(node.properties)) {
          if (!schema.description) silent.push(`${path}.${field}`);
        }
      }
      for (const [key, child] of Object.entries(node)) look(child, `${path}/${key}`);
    };
    look(document.components.schemas, '');
    look(document.paths, '');
    for (const { name, operation } of operations()) {
      for (const parameter of operation.parameters) {
        if (!parameter.description) silent.push(`${name} ?${parameter.name}`);
      }
    }

    expect(silent).toEqual([]);
  });

  it('lets lists be read in pages', () => {
    const without = operations()
      .filter(({ operation }) => {
        const schema = schemaOf(operation.responses['200']);
        return schema?.properties?.items && schema.properties.total;
      })
      .filter(({ operation }) => {
        const names = operation.parameters.map((it: any) => it.name as string);
        return !names.includes('limit') || !(names.includes('offset') || names.includes('cursor'));
      })
      .map(({ operation }) => operation.operationId as string);

    // Short by nature: what is built in, what people wrote by hand, what was found this hour.
    expect(without.sort()).toEqual([
      'capabilities.refused',
      'guardrails.list',
      'guardrails.listCustom',
      'models.list',
      'models.refresh',
    ]);
  });
});

function read({ adminUrl }: Gateway): Promise<Response> {
  const headers = { authorization: 'Bearer test-admin-token-0123456789' };
  return fetch(`${adminUrl}/api/openapi.json`, { headers });
}

function operations(): { name: string; operation: any }[] {
  return Object.entries<any>(document.paths).flatMap(([path, methods]) =>
    Object.entries<any>(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}

function schemaOf(answer: any): any {
  const schema = answer?.content?.['application/json']?.schema;
  const name = schema?.$ref?.split('/').at(-1) as string | undefined;
  return name === undefined ? schema : document.components.schemas[name];
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
