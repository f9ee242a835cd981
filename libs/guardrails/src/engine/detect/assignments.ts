import { readElement, readJoint, readValue, type JointKind } from './joints.js';
import { classifyName, type SecretFamily } from './secret-names.js';

/** A value given to a name that speaks of a secret. */
export type Assignment = {
  readonly family: SecretFamily;
  readonly name: string;
  /** Offsets of the value, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Whether the value stands in quotes, or fills an XML element. */
  readonly quoted: boolean;
  readonly joint: JointKind;
};

/** Anchors. Whether the name really is one is told by classifyName; this only has to be fast. */
const keyword =
  /pass(?:w(?:or[dt]|d)|phrase|code)|pass(?![a-z])|pwd|kennwort|contrase(?:ñ|n)a|mot de passe|secret|token|api[-_. ]?key|(?:access|private|encryption|signing|master|account|subscription|license|storage|shared|hmac|app|service|session|admin|jwt|webhook|auth|security|hec|ingest|publish|deploy|rest|integration)[-_ ]?key|credential|bearer|authorization|auth(?![a-z])/gi;

const maxNameLeft = 40;
const maxNameRight = 30;
const nameCharacter = /[\w.-]/;

/** All of them in the text, left to right. */
export function findAssignments(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  keyword.lastIndex = 0;
  let lastEnd = -1;
  for (let match = keyword.exec(text); match !== null; match = keyword.exec(text)) {
    const from = match.index;
    const to = from + match[0].length;
    // `secret` within a value that was just taken is no name of its own.
    if (from < lastEnd) continue;
    const assignment = readAssignment(text, from, to);
    if (assignment === undefined) continue;
    found.push(assignment);
    lastEnd = assignment.end;
    keyword.lastIndex = Math.max(to, assignment.end);
  }
  return found;
}

function readAssignment(text: string, from: number, to: number): Assignment | undefined {
  let left = from;
  while (left > from - maxNameLeft && nameCharacter.test(text.charAt(left - 1))) left -= 1;
  // `\npassword=` in JSON text: the n belongs to the escape.
  if (text.charCodeAt(left - 1) === 92 && /[nrtbf]/.test(text.charAt(left)) && left < from)
    left += 1;
  let right = to;
  while (right < to + maxNameRight && /[\w-]/.test(text.charAt(right))) right += 1;
  const name = text.slice(left, right);
  const family = classifyName(name);
  if (family === undefined) return undefined;
  const joint = readJoint(text, left, right);
  if (joint === undefined) return undefined;
  const value = joint.isElement
    ? readElement(text, joint.end)
    : readValue(text, joint.end, joint.kind === 'assign' && startsLine(text, left));
  return value === undefined ? undefined : { family, name, ...value, joint: joint.kind };
}

/** Whether only blanks, a dash of YAML or `export` stand before it on its line. */
function startsLine(text: string, left: number): boolean {
  const before = text.slice(Math.max(0, left - 24), left);
  const lineFeed = before.lastIndexOf('\n');
  if (lineFeed < 0 && left > before.length) return false;
  return /^[ \t]*(?:- |export |set |ENV |-e )?$/.test(before.slice(lineFeed + 1));
}
