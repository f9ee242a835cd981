import { characterKinds, entropyOf, isMadeOfWords } from './randomness.js';
import { isCodeReference, isPlaceholder } from './placeholders.js';
import type { Assignment } from './assignments.js';

/** Digests and password hashes stay: they are no secret, and tools compare them. */
const hash =
  /^(?:\$(?:2[abxy]?|argon2\w*|[1567y]|pbkdf2[\w-]*|scrypt)\$|\{[A-Z0-9]+\}|(?:sha\d+|md5|h1)[-:])/i;
const hexDigest =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const number = /^[+-]?[\d_.,:/ TZ-]+$/;
/** Ids that agents carry in their history; none is a secret. */
const publicId =
  /^(?:toolu|call|msg|chatcmpl|resp|fc|fp|req|rs|srvtoolu|sess|conv|thread|run|file|batch|step|asst|pk|phc|sb_publishable|arn|urn|https?|s3|gs|file|vault|secretsmanager|ssm|op|keyring|env|ssh-\w+|ecdsa-\w+)[_:-]/i;
const path =
  /^(?:~|\.{0,2})?\/[\w.@-]+(?:\/[\w.@-]*)*$|^[A-Za-z]:\\|\.(?:pem|key|crt|json|ya?ml|txt|env|js|ts|py|go|html?)$/i;
/** Words no person and no generator uses for a secret, but programs use as values. */
const commonWords =
  /^(?:required|invalid|incorrect|wrong|missing|optional|string|text|varchar|input|hidden|visible|plain(?:text)?|bcrypt|hashed|encrypted|strong|weak|digest|basic|bearer|oauth2?|keyring|keychain|ignore|memory|local|default|login|logout|signin|signup|reset|forgot|email|username|user|admin|enter|submit|button|field|label|form|type|header|cookie|query|body|session|jwt|saml|ldap|none|always|never|prompt|stdin|password|passwort|contraseña|secrets?|token|auth|credentials?)$/i;
const algorithm =
  /^(?:sha|md5|bcrypt|argon|scrypt|pbkdf|base64|utf|aes|rsa|hmac|hs|rs|es)-?\d*\w{0,6}$/i;
/** Words joined by dots, with wildcards: the path of a member, `*.user.password`. */
const memberPath = /^[A-Za-z_*$[\]-]+(?:\.[A-Za-z_*$[\]-]+)+$/;
const version = /^[\^~<>=v]*\d+(?:\.(?:\d+|x|\*)){1,3}[\w.+-]*$/;
const variable =
  /^(?:arg|param|var|val|value|str|user|tmp|test|key|token|pw|pwd|pass|passwd|password|secret|auth|cred)s?_?\d{0,3}$/i;

/** Whether the value can be a password a person uses. */
export function looksLikePassword(text: string, assignment: Assignment): boolean {
  const value = text.slice(assignment.start, assignment.end);
  if (isNoSecret(value) || hexDigest.test(value) || uuid.test(value)) return false;
  if (version.test(value)) return false;
  if (algorithm.test(value) || commonWords.test(value) || memberPath.test(value)) return false;
  if (!assignment.quoted) return isBarePassword(text, assignment, value);
  // In a sentence, quotes stand around any word.
  if (assignment.joint === 'prose' && !/\d|[^\w\s.,'-]/.test(value)) return false;
  return isQuotedPassword(value);
}

function isQuotedPassword(value: string): boolean {
  if (value.length < 4 || value.length > 128) return false;
  const words = value.split(/\s+/);
  if (words.length > 1) {
    // A sentence of a user interface, unless it has what passphrases have and sentences have not.
    return words.length <= 8 && /\d/.test(value) && /[^\w\s.,:;'!?()-]/.test(value);
  }
  if (/^[a-z]+$/.test(value)) return value.length >= 6;
  if (/^[A-Z]?[a-zäöüéñ]+[:?!.…]?$/i.test(value))
    return value.length >= 12 && /[a-z][A-Z]/.test(value);
  if (/^\d+$/.test(value)) return value.length >= 6;
  return !(isMadeOfWords(value) && /[-_.:/]/.test(value));
}

function isBarePassword(text: string, assignment: Assignment, value: string): boolean {
  const next = text.charAt(assignment.end);
  if (value.length < 6 || value.length > 128 || next === '(' || next === '[') return false;
  if (variable.test(value) || isCodeReference(value) || number.test(value)) return false;
  if (/password|passwd|token|secret|credential/i.test(value)) return false;
  const hasDigit = /\d/.test(value);
  const hasSymbol = /[^\w.:/-]/.test(value);
  if (/^[A-Za-z_]*$/.test(value) || (!hasDigit && !hasSymbol)) return false;
  if (assignment.joint === 'prose')
    return value.length >= 6 && (hasDigit || /[^\w'.,:;!?-]/.test(value));
  // An identifier of a program: words in camel case with a number behind.
  if (/^[a-z]+(?:[A-Z][a-z]+)+\d?$/.test(value) || /^[A-Z]+(?:_[A-Z0-9]+)+$/.test(value))
    return false;
  return !(isMadeOfWords(value) && /[-_.:/]/.test(value) && !hasSymbol);
}

/**
 * Whether the value can be a key a machine made: long enough, with digits, and without the regularity
 * of words, ids and digests. 3 bits of entropy is what 10 different characters of 16 have.
 */
export function looksLikeKey(text: string, assignment: Assignment): boolean {
  const value = text.slice(assignment.start, assignment.end);
  if (value.length < 10 || value.length > 512 || !/^[\w.~+/=:@!$^*#%-]+$/.test(value)) return false;
  if (isNoSecret(value) || publicId.test(value) || algorithm.test(value)) return false;
  if (!assignment.quoted && (isCodeReference(value) || /[([]/.test(text.charAt(assignment.end))))
    return false;
  if (!/\d/.test(value) || !/[a-z]/i.test(value)) return false;
  // An identifier, perhaps numbered.
  if (isMadeOfWords(value) || /^[A-Za-z_$]+\d{0,3}$/.test(value)) return false;
  const isStrong =
    /(?:api|secret|access|auth|client|private|encryption|signing|master|account|subscription|bearer)/i.test(
      assignment.name,
    );
  if (uuid.test(value) || hexDigest.test(value)) return isStrong && entropyOf(value) >= 3;
  const wanted = value.length < 16 ? 2.9 : 3.2;
  return entropyOf(value) >= wanted && (value.length >= 16 || characterKinds(value) >= 2);
}

function isNoSecret(value: string): boolean {
  return (
    isPlaceholder(value) || hash.test(value) || path.test(value) || /^https?:\/\//i.test(value)
  );
}
