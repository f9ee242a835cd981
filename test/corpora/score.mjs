/**
 * The labelled corpora and their score: our own, and one whose author had not seen the guardrails.
 * In `positives`, ⟦category|value⟧ is a value to be found; ⊕ within it
 * is removed, so that secret scanners do not report the invented keys. `negatives` holds programs,
 * logs and lock files in which nothing is to be replaced.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folders within this one. */
export const corpora = { own: '.', heldOut: 'held-out' };
const label = /⟦(\w+)\|([^⟧]*)⟧/g;

export function readPositives(corpus = corpora.own) {
  return readFolder(corpus, 'positives').map(({ file, text: marked }) => {
    const spans = [];
    let text = '';
    let copied = 0;
    for (const match of marked.matchAll(label)) {
      text += marked.slice(copied, match.index);
      const value = match[2].replaceAll('⊕', '');
      spans.push({ category: match[1], start: text.length, end: text.length + value.length });
      text += value;
      copied = match.index + match[0].length;
    }
    return { file, text: text + marked.slice(copied), spans };
  });
}

export function readNegatives(corpus = corpora.own) {
  return readFolder(corpus, 'negatives').filter(({ file }) => file !== 'NOTICE.md');
}

function readFolder(corpus, name) {
  const folder = fileURLToPath(new URL(`${corpus}/${name}/`, import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, text: readFileSync(folder + file, 'utf8') }));
}

/**
 * Counts by category. A find is right when a value of its category is covered to nine tenths and the find
 * is at most half as long again; each value counts once.
 */
export function scorePositives(documents, findIn) {
  const counts = new Map();
  const countsOf = (category) => {
    const known = counts.get(category) ?? { right: 0, wrong: 0, missed: 0, total: 0 };
    counts.set(category, known);
    return known;
  };
  const mistakes = [];
  for (const { file, text, spans } of documents) {
    const finds = findIn(text);
    const matched = new Set();
    for (const span of spans.map((each) => withoutLines(text, each))) {
      const count = countsOf(span.category);
      count.total += 1;
      const found = finds.find((find) => find.category === span.category && isMatch(find, span));
      if (found === undefined) {
        count.missed += 1;
        mistakes.push({ kind: 'missed', file, ...describe(text, span) });
      } else {
        count.right += 1;
        matched.add(found);
      }
    }
    for (const find of finds) {
      if (matched.has(find)) continue;
      countsOf(find.category).wrong += 1;
      mistakes.push({ kind: 'wrong', file, ...describe(text, find) });
    }
  }
  return { rows: [...counts].map(([category, count]) => toRow(category, count)), mistakes };
}

export function scoreNegatives(documents, findIn) {
  let characters = 0;
  const mistakes = [];
  for (const { file, text } of documents) {
    characters += text.length;
    for (const find of findIn(text)) {
      mistakes.push({ kind: 'false', file, ...describe(text, find) });
    }
  }
  return { characters, mistakes, per100KB: mistakes.length / (characters / 100_000) };
}

export function macroF1(rows) {
  return rows.reduce((sum, { f1 }) => sum + f1, 0) / rows.length;
}

/** The BEGIN and END lines of a key stay by design: what has to be found is between them. */
function withoutLines(text, span) {
  const lines =
    /^(-----BEGIN [^-]+-----(?:\s|\\n|"|\+)*)[^]*?((?:\s|\\n|"|\+)*-----END [^-]+-----)$/;
  const [, begin, end] = lines.exec(text.slice(span.start, span.end)) ?? [];
  if (begin === undefined) return span;
  return { ...span, start: span.start + begin.length, end: span.end - end.length };
}

function isMatch(find, span) {
  const common = Math.min(find.end, span.end) - Math.max(find.start, span.start);
  const length = span.end - span.start;
  return common >= 0.9 * length && find.end - find.start <= 1.5 * length;
}

function toRow(category, { right, wrong, missed, total }) {
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = total === 0 ? 1 : right / (right + missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { category, total, precision, recall, f1 };
}

function describe(text, { category, start, end }) {
  const before = text.slice(Math.max(0, start - 30), start);
  return { category, value: text.slice(start, end), around: before + text.slice(start, end + 20) };
}
