/** Collects every regular expression of the sources: the literals from the syntax, the others by importing the modules. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import ts from 'typescript';

import { root } from '../prepare.mjs';

/**
 * @returns {Promise<{ regexes: { place: string, source: string, flags: string, maxLength?: number }[], problems: string[] }>} problems:
 *   calls of RegExp that did not run while the modules were loaded, so that what they build cannot be checked
 */
export async function collectRegexes() {
  const regexes = [];
  const sites = [];
  for (const file of sourceFiles()) visit(file, regexes, sites);
  const built = await importAndRecord([...new Set(sites.map(({ file }) => file))]);
  const places = new Set(built.map(({ place }) => place));
  const maxLengths = new Map(
    sites.map(({ file, line, maxLength }) => [`${file}:${line}`, maxLength]),
  );
  const problems = sites
    .map(({ file, line }) => `${file}:${line}`)
    .filter((place) => !places.has(place))
    .map((place) => `${place} builds a regular expression at run time, which cannot be checked`);
  return {
    regexes: unique([
      ...regexes,
      ...built.map((regex) => ({ ...regex, maxLength: maxLengths.get(regex.place) })),
    ]),
    problems,
  };
}

function sourceFiles() {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', 'libs', 'apps'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return listed
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !/\.(?:spec|testing|d)\.ts$|\/testing\//.test(file));
}

function visit(file, regexes, sites) {
  const text = readFileSync(join(root, file), 'utf8');
  if (!/RegExp|\//.test(text)) return;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const walk = (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      regexes.push({
        place: `${file}:${lineOf(node)}`,
        source,
        flags,
        maxLength: maxLengthOf(node, text),
      });
    }
    const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (isCall && node.expression.getText() === 'RegExp') {
      sites.push({ file, line: lineOf(node), maxLength: maxLengthOf(node, text) });
    }
    ts.forEachChild(node, walk);
  };
  walk(tree);
}

/** The number after `@maxLength` in the comment before the statement. */
function maxLengthOf(node, text) {
  let statement = node;
  while (!ts.isStatement(statement)) statement = statement.parent;
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const last = comments.at(-1);
  const found = last && /@maxLength (\d+)/.exec(text.slice(last.pos, last.end));
  return found ? Number(found[1]) : undefined;
}

/** Imports modules while RegExp records what is built, and where. */
async function importAndRecord(files) {
  register('../typescript-hooks.mjs', import.meta.url);
  await import('reflect-metadata');
  const built = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args, self) => record(Reflect.construct(target, args, self)),
    apply: (target, self, args) => record(Reflect.apply(target, self, args)),
  });
  function record(regex) {
    const place = callerOf(new Error().stack);
    if (place) built.push({ place, source: regex.source, flags: regex.flags });
    return regex;
  }
  try {
    for (const file of files) await import(pathToFileURL(join(root, file)).href);
  } finally {
    globalThis.RegExp = Original;
  }
  return built;
}

/** File and line in the sources that called RegExp, if it was one of ours. */
function callerOf(stack) {
  const line = stack
    .split('\n')
    .find(
      (each, at) =>
        at > 0 &&
        !each.includes('collect-regexes.mjs') &&
        !each.includes('Object.construct') &&
        !each.includes('Object.apply'),
    );
  const at = line?.indexOf(root) ?? -1;
  if (at === -1) return null;
  const [file, number] = line.slice(at + root.length + 1).split(':');
  return file.endsWith('.ts') && !file.includes('node_modules') ? `${file}:${number}` : null;
}

function unique(regexes) {
  const byText = new Map();
  for (const each of regexes) {
    const key = `/${each.source}/${each.flags} ${each.maxLength}`;
    if (!byText.has(key)) byText.set(key, each);
  }
  return [...byText.values()];
}
