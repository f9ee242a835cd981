import { looksLikePassword } from '../detect/secret-values.js';
import type { Guardrail, Report } from '../detect/guardrail.js';
import { isPlaceholder } from '../detect/placeholders.js';
import { lineEnd } from '../detect/boundaries.js';

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

/**
 * Commands that take a password in their own way. The anchor is searched first, since that is fast; the
 * expression begins with it and looks a bounded way ahead on its line.
 */
const commandForms: readonly { anchor: string; expression: RegExp }[] = [
  {
    anchor: 'mysql',
    expression: /mysql(?:dump|admin)?\b[^\n|;]{0,200}?\s-p([^\s'"`-][^\s'"`]{3,64})/y,
  },
  {
    anchor: 'redis-cli',
    expression: /redis-cli\b[^\n|;]{0,200}?\s-a\s{1,4}([^\s'"`-][^\s'"`]{3,64})/y,
  },
  { anchor: 'sshpass', expression: /sshpass\s{1,4}-p\s{0,4}["']?([^\s'"`]{4,64})/y },
  {
    anchor: 'curl',
    expression: /curl\b[^\n|;]{0,300}?\s(?:-u|--user)[= ]?["']?[^\s:'"]{1,64}:([^\s'"`]{4,64})/y,
  },
  {
    anchor: 'IDENTIFIED',
    expression: /IDENTIFIED\s{1,4}(?:WITH\s{1,4}\w{1,40}\s{1,4})?BY\s{1,4}'([^'\n]{4,128})'/y,
  },
];

function findInCommands(
  text: string,
  { anchor, expression }: { anchor: string; expression: RegExp },
  report: Report,
): void {
  for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + anchor.length)) {
    expression.lastIndex = at;
    const [whole, value] = expression.exec(text) ?? [];
    if (whole === undefined || value === undefined) continue;
    const start = at + whole.lastIndexOf(value);
    if (!isPlaceholder(value) && !value.startsWith('$')) report(start, start + value.length);
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
