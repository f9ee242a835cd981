import {
  droppableInList,
  isDroppable,
  isKnownOptional,
  renameOf,
  type FieldPath,
  type MemberInList,
} from './fixable-fields.js';

/** A change after which an upstream that refused a request may take it. */
export type Fix =
  /** It does not know this field; two names for a field inside an outermost one. */
  | { kind: 'drop_field'; path: FieldPath }
  | { kind: 'rename_field'; from: string; to: string }
  /** It does not know this member of the elements of a list. */
  | { kind: 'drop_in_list'; at: MemberInList }
  /** Thinking of another issuer or account is in the history. */
  | { kind: 'drop_thinking' }
  /** Encrypted reasoning of another organisation is in the input. */
  | { kind: 'drop_encrypted_reasoning' };

/** A fix that can hold for every request with the field. */
export type LastingFix = Extract<Fix, { kind: 'drop_field' | 'rename_field' | 'drop_in_list' }>;

const name = '([a-z][a-z0-9_]{0,63})(?:\\.([a-z][a-z0-9_]{0,63}))?';
/** The quote before a name has to follow it, too, so that a longer name with a quote inside is not taken for it. */
const quoted = `(?:'${name}'|"${name}"|\`${name}\`)`;
/** OpenRouter puts this before the message of the provider. */
const start = '^(?:Provider returned error: )?';

/**
 * Wordings of Anthropic, OpenAI, the ChatGPT backend, FastAPI servers and Cerebras. They match from the first character
 * of the message, and to the last where the field is not quoted: messages repeat names and values of the request, so a
 * caller can write any wording into the rest.
 */
const wordings = [
  `${start}(?:body\\.)?${name}: extra inputs are not permitted\\.?$`,
  `${start}unsupported (?:parameter|value): ?${name}\\.?$`,
  `${start}unsupported (?:parameter|value): ?${quoted}(?:[. ]|$)`,
  `${start}unknown parameter: ?(?:${name}|${quoted})\\.?$`,
  `${start}unrecognized request arguments? supplied: ?${name}(?:, [a-z0-9_, ]*)?\\.?$`,
  `${start}property (?:(?:body\\.)?${name}|'(?:body\\.)?${name}') is (?:unsupported|not supported)\\.?$`,
  `${start}(?:the )?parameter (?:${name}|${quoted}) is not supported(?: with this model)?\\.?$`,
].map((wording) => new RegExp(wording, 'i'));
const inner = '(?:\\.[a-z0-9_]{1,64}|\\[\\d{1,6}\\])';
const pathInList = `(?:body\\.)?([a-z]{1,20}${inner}{2,10})`;
/** The same for members of the elements of lists, whose whole path is named. */
const wordingsInLists = [
  `${start}${pathInList}: extra inputs are not permitted\\.?$`,
  `${start}unknown parameter: ?'${pathInList}'\\.?$`,
  `${start}property '${pathInList}' is (?:unsupported|not supported)\\.?$`,
].map((wording) => new RegExp(wording, 'i'));
const modifiedThinking =
  /^(?:messages\.\d{1,6}\.content\.\d{1,6}: )?[`'"]?thinking[`'"]? or [`'"]?redacted_thinking[`'"]? blocks in the latest assistant message cannot be modified/i;
const useInstead = /^[^.]*\. use ['"`]?([a-z][a-z0-9_]*)['"`]? instead/i;
const wrongSignature = /invalid [`'"]?signature[`'"]? in [`'"]?(?:redacted_)?thinking/i;
const encryptedContent = /encrypted[ _]content/i;
const isWrong = /could not be (?:verified|decrypted)|invalid/i;

/**
 * Reads from the message of a 400 what could be changed so that the upstream takes the request. The message may repeat
 * text of the caller: whatever it says, nothing essential is taken out and nothing is renamed but an output limit.
 *
 * @returns null when the caller has to correct the request
 */
export function parseRefusal(status: number, message: string): Fix | null {
  if (status !== 400 && status !== 422) return null;
  const path = refusedField(message);
  if (path) {
    const [field, inner] = path;
    const to = inner === undefined ? renameOf(field, useInstead.exec(message)?.[1]) : undefined;
    if (to !== undefined) return { kind: 'rename_field', from: field, to };
    return isDroppable(path) ? { kind: 'drop_field', path } : null;
  }
  const at = memberInList(message);
  if (at) return { kind: 'drop_in_list', at };
  if (wrongSignature.test(message) || modifiedThinking.test(message))
    return { kind: 'drop_thinking' };
  const encrypted = encryptedContent.exec(message);
  if (encrypted && isWrong.test(message.slice(encrypted.index)))
    return { kind: 'drop_encrypted_reasoning' };
  return null;
}

/** Whether a fix holds for every request with the field, not only for the conversation it was made for. */
export function isLasting(fix: Fix): fix is LastingFix {
  if (fix.kind === 'drop_field') return isKnownOptional(fix.path);
  return fix.kind === 'rename_field' || fix.kind === 'drop_in_list';
}

/** The field a fix is about, with dots before inner ones. */
export function fieldOf(fix: LastingFix): string {
  if (fix.kind === 'rename_field') return fix.from;
  if (fix.kind === 'drop_field') return fix.path.join('.');
  const { list, of, member } = fix.at;
  return [list, '*', ...(of === null ? [] : [of]), member].join('.');
}

function memberInList(message: string): MemberInList | null {
  for (const wording of wordingsInLists) {
    const path = wording.exec(message)?.[1];
    if (path !== undefined) return droppableInList(path.split(/[.[\]]+/).filter(Boolean));
  }
  return null;
}

/** The field a message is about. */
function refusedField(message: string): FieldPath | null {
  for (const wording of wordings) {
    const match = wording.exec(message);
    if (!match) continue;
    const groups: (string | undefined)[] = match.slice(1);
    const [field, inner] = groups.filter((each) => each !== undefined);
    if (field === undefined) continue;
    return inner === undefined ? [field] : [field, inner];
  }
  return null;
}
