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
  find({ text, landmarks, assignments }, report) {
    for (const assignment of assignments) {
      if (assignment.family !== 'password' || !looksLikePassword(text, assignment)) continue;
      const sentenceEnd = assignment.quoted ? 0 : trailingPunctuation(text, assignment);
      report(assignment.start, assignment.end - sentenceEnd);
    }
    for (const at of landmarks.of('passwordCommand').starts) findInCommand(text, at, report);
  },
};

/**
 * Commands that take a password in their own way; the expressions look a bounded way ahead on the line.
 */
const commandForms: readonly RegExp[] = [
  /mysql(?:dump|admin)?\b[^\n|;]{0,200}?\s-p([^\s'"`-][^\s'"`]{3,64})/y,
  /redis-cli\b[^\n|;]{0,200}?\s-a\s{1,4}([^\s'"`-][^\s'"`]{3,64})/y,
  /sshpass\s{1,4}-p\s{0,4}["']?([^\s'"`]{4,64})/y,
  /curl\b[^\n|;]{0,300}?\s(?:-u|--user)[= ]?["']?[^\s:'"]{1,64}:([^\s'"`]{4,64})/y,
  /machine\s{1,4}\S{1,100}\s{1,4}login\s{1,4}\S{1,100}\s{1,4}password\s{1,4}(\S{4,64})/y,
  /(?:NetworkCredential|auth ?[:=] ?)\(\s{0,4}["'][^"'\n]{1,100}["']\s{0,4},\s{0,4}["']([^"'\n]{4,64})["']/y,
  /smbclient\b[^\n|;]{0,200}?\s-U\s{0,2}["']?[^\s%'"]{1,64}%([^\s'"`]{4,64})/y,
  /-pass pass:([^\s'"`()[\]|]{4,64})/y,
  /htpasswd\s{1,4}-\w{0,4}b\w{0,4}\s{1,4}\S{1,100}\s{1,4}\S{1,64}\s{1,4}["']?([^\s'"`]{4,64})/y,
  /IDENTIFIED\s{1,4}(?:WITH\s{1,4}\w{1,40}\s{1,4})?BY\s{1,4}'([^'\n]{4,128})'/y,
];

function findInCommand(text: string, at: number, report: Report): void {
  for (const form of commandForms) {
    form.lastIndex = at;
    const [whole, value] = form.exec(text) ?? [];
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
