import { followsEscape, isAlphanumeric, isInsideBase64 } from '../detect/boundaries.js';
import { secretNameWords } from '../detect/assignments.js';
import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { matchesOf } from '../detect/matches-of.js';
import type { Scan } from '../detect/scan.js';

/**
 * Ids of access keys (IAM user guide, "Unique identifiers"): AKIA long-lived, ASIA temporary, ABIA
 * bearer, ACCA context-specific, A3T… old. AROA, AIDA, AGPA and others are ids of roles, users and
 * groups: no secrets.
 */
const accessKeyId = /(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}/y;
/** Secrets are 40 characters of base64. A SHA-1 has the same length, so a secret needs context. */
const secretKey = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const secretName =
  /(?:aws|amazon|s3|iam)?.{0,20}secret[_-]?(?:access)?[_-]?key|secretaccesskey|aws[_-]?secret/i;
const otherFormats: readonly { anchor: string; expression: RegExp }[] = [
  { anchor: 'IQoJb3JpZ2lu', expression: /IQoJb3JpZ2lu[A-Za-z0-9+/=%]{80,}/g },
  { anchor: 'GZXIvYXdz', expression: /F[wQ]oGZXIvYXdz[A-Za-z0-9+/=%]{80,}/g },
  { anchor: 'amzn.mws.', expression: /amzn\.mws\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g },
  { anchor: 'ABSK', expression: /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/]{100,280}={0,2}/g },
  { anchor: 'bedrock-api-key-', expression: /bedrock-api-key-[A-Za-z0-9+/=_-]{20,}/g },
];
/** How far from an access key id a bare secret may stand: a few lines. */
const reach = 300;

/** Not matched: account numbers and ARNs, which are not secret, and digests of 40 characters. */
export const awsKey = defineGuardrail({
  id: 'aws_key',
  name: 'AWS keys',
  description: 'Access key ids, secret access keys, session tokens, Bedrock keys',
  group: 'credentials',
  priority: 20,
  tokenPrefix: 'cgaws',
  keywords: {
    secretName: secretNameWords,
    awsId: { words: 'AKIA|ASIA|ABIA|ACCA|A3T'.split('|') },
    awsOther: { words: 'IQoJb3JpZ2lu|GZXIvYXdz|amzn.mws.|ABSK|bedrock-api-key-'.split('|') },
  },
  find(scan, report) {
    const { text, places } = scan;
    const idEnds = findIds(text, places.of('awsId').starts, report);
    for (const end of idEnds) findSecretsNear(scan, end, report);
    findNamedSecrets(scan, report);
    if (!places.has('awsOther')) return;
    for (const { anchor, expression } of otherFormats) {
      if (!text.includes(anchor)) continue;
      for (const match of matchesOf(expression, text))
        report(match.index, match.index + match[0].length);
    }
  },
});

type Assigned = Pick<Scan<'secretName'>, 'text' | 'assignments'>;

function findIds(text: string, starts: readonly number[], report: Report): number[] {
  const ends: number[] = [];
  for (const start of starts) {
    accessKeyId.lastIndex = start;
    if (!accessKeyId.test(text)) continue;
    const end = accessKeyId.lastIndex;
    const isFree = !isAlphanumeric(text.charCodeAt(start - 1)) || followsEscape(text, start);
    if (!isFree || isAlphanumeric(text.charCodeAt(end)) || isInsideBase64(text, start, end))
      continue;
    report(start, end);
    ends.push(end);
  }
  return ends;
}

function findSecretsNear({ text, assignments }: Assigned, idEnd: number, report: Report): void {
  const from = Math.max(0, idEnd - reach);
  for (const match of matchesOf(secretKey, text.slice(from, idEnd + reach))) {
    const start = from + match.index;
    // A value with a name of its own is what the name says.
    const name = assignments.find((assignment) => assignment.start === start)?.name ?? 'secret_key';
    if (isSecretKey(match[0]) && secretName.test(name)) report(start, start + 40);
  }
}

function findNamedSecrets({ text, assignments }: Assigned, report: Report): void {
  for (const { name, start, end } of assignments) {
    if (end - start === 40 && secretName.test(name) && isSecretKey(text.slice(start, end))) {
      report(start, end);
    }
  }
}

function isSecretKey(value: string): boolean {
  return (
    /^[A-Za-z0-9/+]+$/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
  );
}
