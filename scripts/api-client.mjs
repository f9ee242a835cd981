/** `npm run api-client`: what libs/api-client is made of, out of its openapi.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

import { root } from './prepare.mjs';

export const clientFolder = join(root, 'libs/api-client');
const head = '// Written by npm run api-client out of openapi.json.\n\n';

/** The generated files of the client, by their path in its folder. */
export async function generateClient(document) {
  const types = astToString(await openapiTS(document, { alphabetize: false }));
  const files = {
    'openapi.json': JSON.stringify(document),
    'src/generated/schema.data.ts': head + types,
    'src/generated/operations.data.ts': head + operationsOf(document),
  };
  const entries = Object.entries(files).map(async ([name, text]) => {
    const path = join(clientFolder, name);
    return [name, await format(text, { ...(await resolveConfig(path)), filepath: path })];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Where each operation is: all the client has to know when it runs. */
function operationsOf({ paths }) {
  const lines = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, { operationId }]) => `  '${operationId}': ['${method.toUpperCase()}', '${path}'],`,
    ),
  );
  return `/** Method and path of each operation. */
export const operationTable = {
${lines.sort().join('\n')}
} as const satisfies Record<string, readonly [method: string, path: string]>;\n`;
}

export function writeFiles(files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(clientFolder, name);
    if (read(path) !== text) writeFileSync(path, text);
  }
}

export function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The only reason that occurs: the file is not there yet.
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFiles(await generateClient(JSON.parse(read(join(clientFolder, 'openapi.json')))));
}
