import { secretNameWords, type Assignment } from '../detect/assignments.js';
import { lineEnd } from '../detect/boundaries.js';
import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { isSaid } from '../detect/key-value-separators.js';
import { isPlaceholder } from '../detect/placeholders.js';
import { isLiteralPassword, isTablePassword, looksLikePassword } from '../detect/secret-values.js';
import { columnBelow } from '../detect/table-columns.js';
import { passwordForms } from './password-commands.js';

/**
 * Passwords. They have no format; the name before them shows what they are. Not matched: references, templates, types,
 * hashes, labels and messages of user interfaces, expressions in programs.
 */
export const password = defineGuardrail({
  id: 'password',
  name: 'Passwords',
  description: 'Values of names such as password, passwd, pwd, passphrase; command-line options',
  group: 'credentials',
  priority: 70,
  tokenPrefix: 'cgpass',
  keywords: {
    secretName: secretNameWords,
    passwordCommand: { words: passwordForms.map(({ word }) => word) },
    dataSource: { words: '@tcp(|@unix('.split('|') },
    loginPair: {
      words:
        'login|log in|sign in|Login|Log in|Sign in|credentials|Credentials|Zugang|Zugangsdaten|creds'.split(
          '|',
        ),
    },
    changedTo: { words: ['it to '] },
  },
  find({ text, places, assignments, headings }, report) {
    for (const assignment of assignments) {
      if (assignment.family !== 'password' || !looksLikePassword(text, assignment)) continue;
      const sentenceEnd = assignment.quoted ? 0 : trailingPunctuation(text, assignment);
      report(assignment.start, assignment.end - sentenceEnd);
    }
    for (const at of places.of('passwordCommand').starts) findInCommand(text, at, report);
    for (const at of places.of('dataSource').starts) findInDataSource(text, at, report);
    for (const { family, end } of headings) {
      if (family === 'password') findInColumn(text, end, report);
    }
    for (const end of places.of('loginPair').ends) findPair(text, end, report);
    for (const at of places.of('changedTo').starts) findChanged(text, at, report);
  },
});

const formsByPair = new Map<string, (typeof passwordForms)[number][]>();
for (const form of passwordForms) {
  const pair = form.word.slice(0, 2);
  formsByPair.set(pair, [...(formsByPair.get(pair) ?? []), form]);
}

function findInCommand(text: string, at: number, report: Report): void {
  for (const { word, form, literal } of formsByPair.get(text.slice(at, at + 2)) ?? []) {
    if (!text.startsWith(word, at)) continue;
    form.lastIndex = at + word.length;
    const found = form.exec(text);
    const value = found?.groups?.['value'] ?? found?.groups?.['other'];
    if (found === null || value === undefined) continue;
    const start = at + word.length + found[0].lastIndexOf(value);
    if (isPlaceholder(value) || value.startsWith('$')) continue;
    if (literal !== true || isLiteralPassword(value)) report(start, start + value.length);
  }
}

/** `user:password@tcp(host)`: connection strings of Go. */
const dataSource = /["'`\s=](?<user>[\w.-]{1,64}):(?<value>[^\s"'`@]{4,64})$/;

function findInDataSource(text: string, at: number, report: Report): void {
  const value = dataSource.exec(text.slice(Math.max(0, at - 132), at))?.groups?.['value'];
  if (value !== undefined && !isPlaceholder(value) && !/^[$%{]/.test(value))
    report(at - value.length, at);
}

/** Number of characters at the end that belong to the sentence, such as a full stop. */
function trailingPunctuation(text: string, value: Assignment): number {
  const tail = /(?<![.,:;?)\]])[.,:;?)\]]+$/.exec(text.slice(value.start, value.end))?.[0] ?? '';
  const isLastOnLine = value.end >= lineEnd(text, value.start);
  return tail !== '' && (isSaid(value.separator) || /[,;]/.test(tail) || !isLastOnLine)
    ? tail.length
    : 0;
}

/** A table with a column of passwords. Tables of databases contain hashes, which do not match. */
function findInColumn(text: string, end: number, report: Report): void {
  for (const value of columnBelow(text, end)) {
    if (isTablePassword(text.slice(value.start, value.end))) report(value.start, value.end);
  }
}

/** `login: admin / Sommer2024!`, `log in with joe and hunter2x!`. */
const pair =
  /\s?(?:[:=]|with|as|are|is|mit|avec|con|met|com)?[:\s]{1,3}(?:user |Benutzer )?[`"']?[\w.@+-]{2,64}[`"']?(?: ?\/ ?| and | und | et | y | e | en |, (?:pass|pw) |:)[`"']?(?<value>[^\s"'`<>]{8,64})/y;

function findPair(text: string, end: number, report: Report): void {
  pair.lastIndex = end;
  const found = pair.exec(text);
  const value = found?.groups?.['value']?.replace(/(?<![.,:;?)\]])[.,:;?)\]]+$/, '');
  if (found === null || value === undefined || !isLiteralPassword(value, true)) return;
  const start = end + found[0].lastIndexOf(found.groups?.['value'] ?? '');
  report(start, start + value.length);
}

/** `The password was …, I changed it to v`. */
const changedTo = /it to:? ?[`"'“]?(?<value>[^\s"'`“”<>]{8,64})/y;
const changes = /(?:changed|set|reset|updated) $/;
const isAboutPasswords = /\b(?:pass(?:word|wd|phrase|code)?|pwd|pw|login)\b/i;

function findChanged(text: string, at: number, report: Report): void {
  changedTo.lastIndex = at;
  const found = changedTo.exec(text)?.[0];
  const before = text.slice(Math.max(0, at - 160), at);
  if (found === undefined || !changes.test(before) || !isAboutPasswords.test(before)) return;
  const value = found.replace(/^it to[: `"'“]*/, '').replace(/(?<![.,:;?)\]])[.,:;?)\]]+$/, '');
  const start = at + found.lastIndexOf(value);
  if (isLiteralPassword(value, true)) report(start, start + value.length);
}
