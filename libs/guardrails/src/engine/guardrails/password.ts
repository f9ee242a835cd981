import { looksLikePassword } from '../detect/secret-values.js';
import type { Guardrail, Report } from '../detect/guardrail.js';
import { isPlaceholder } from '../detect/placeholders.js';
import { lineEnd, lineStart } from '../detect/boundaries.js';

/**
 * Passwords have no shape; what tells them is the name before them. Left alone: look-ups, templates,
 * types, hashes, labels and messages of user interfaces, expressions of programs.
 */
export const password: Guardrail = {
  id: 'password',
  name: 'Passwords',
  description: 'Values of names such as password, passwd, pwd, passphrase; command-line options',
  group: 'credentials',
  priority: 70,
  find({ text, assignments }, report) {
    for (const assignment of assignments) {
      if (assignment.family !== 'password' || !looksLikePassword(text, assignment)) continue;
      const sentenceEnd = assignment.quoted ? 0 : trailingPunctuation(text, assignment);
      report(assignment.start, assignment.end - sentenceEnd);
    }
    for (const form of commandForms) findInCommands(text, form, report);
  },
};

/** Commands that take a password in their own way; `anchor` is searched first, since that is fast. */
const commandForms: readonly { anchor: string; expression: RegExp }[] = [
  {
    anchor: 'mysql',
    expression: /mysql(?:dump|admin)?\b[^\n|;]{0,200}?\s-p(?<value>[^\s'"`-][^\s'"`]{3,})/g,
  },
  { anchor: 'sshpass', expression: /sshpass\s+-p\s*["']?(?<value>[^\s'"`]{4,})/g },
  {
    anchor: 'curl',
    expression:
      /curl\b[^\n|;]{0,300}?\s(?:-u|--user)[= ]?["']?[^\s:'"]{1,64}:(?<value>[^\s'"`]{4,})/g,
  },
  {
    anchor: 'IDENTIFIED',
    expression: /IDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+'(?<value>[^'\n]{4,128})'/g,
  },
];

function findInCommands(
  text: string,
  form: { anchor: string; expression: RegExp },
  report: Report,
): void {
  let at = text.indexOf(form.anchor);
  while (at >= 0) {
    // One line at a time: the expressions look ahead, and must not do so over the whole text.
    const start = lineStart(text, at);
    const end = Math.min(lineEnd(text, at), start + 4_000);
    for (const match of text.slice(start, end).matchAll(form.expression)) {
      const value = match.groups?.['value'] ?? '';
      const offset = start + match.index + match[0].lastIndexOf(value);
      if (!isPlaceholder(value) && !/^\$/.test(value)) report(offset, offset + value.length);
    }
    at = text.indexOf(form.anchor, Math.max(end, at + 1));
  }
}

/** Characters at the end that belong to the sentence, such as its full stop. */
function trailingPunctuation(
  text: string,
  value: { start: number; end: number; joint: string },
): number {
  const tail = /[.,:;?]+$/.exec(text.slice(value.start, value.end))?.[0] ?? '';
  const isLastOnLine = value.end >= lineEnd(text, value.start);
  return tail !== '' && (value.joint === 'prose' || /[,;]/.test(tail) || !isLastOnLine)
    ? tail.length
    : 0;
}
