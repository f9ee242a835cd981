import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Version of the program, as the package.json at its root says; the root is two levels higher for built code. */
export const version = readVersion(import.meta.dirname);

function readVersion(folder: string): string {
  const path = join(folder, 'package.json');
  if (existsSync(path)) {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    if (name === 'codegate' && version !== undefined) return version;
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package.json of CodeGate is missing');
  return readVersion(parent);
}
