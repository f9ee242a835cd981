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

/** Template of two variables, `$user:$pass`, and the user name of anonymous FTP. */
const template = /^\$[A-Za-z_]\w*[^\w$]{1,8}\$[A-Za-z_]|^-?anonymous@?$/i;
/** Identifiers that speak of secrets, and words in camel case or constants, perhaps numbered. */
const identifier =
  /Password|Passwd|Token|Secret|Credential|_password|password_|^[A-Za-z_]*$|^[a-z]+(?:[A-Z][a-z]+)+\d?$|^[A-Z]+(?:_[A-Z0-9]+)+$/;
const numberedIdentifier = /^[A-Za-z_$]+\d{0,3}$/;
/** 10 to 512 characters of keys, a digit and a letter among them. */
const keyCharacters = /^(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[\w.~+/=:@!$^*#%-]{10,512}$/;
/** Names behind which even a UUID or a digest is a key. */
const strongName =
  /api|secret|access|auth|client|private|encryption|signing|master|account|subscription|bearer/i;

const notSecrets = [hash, path, template, /^https?:\/\//i];
const notPasswords = [hexDigest, uuid, version, algorithm, commonWords, memberPath];
const notBarePasswords = [variable, number, identifier];
const notKeys = [publicId, algorithm, numberedIdentifier];

/** Whether the value can be a password a person uses. */
export function looksLikePassword(text: string, assignment: Assignment): boolean {
  const value = text.slice(assignment.start, assignment.end);
  if (notPasswords.some((kind) => kind.test(value)) || isNoSecret(value)) return false;
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
  if (/^(?:[a-z]+|\d+)$/.test(value)) return value.length >= 6;
  if (/^[A-Z]?[a-zäöüéñ]+[:?!.…]?$/i.test(value)) {
    return value.length >= 12 && /[a-z][A-Z]/.test(value);
  }
  return /\d/.test(value) || !(isMadeOfWords(value) && /[-_.:/]/.test(value));
}

/** Unquoted, a value may be an expression of a program: it needs digits or signs that those have not. */
function isBarePassword(text: string, assignment: Assignment, value: string): boolean {
  if (value.length < 6 || value.length > 128 || isCalled(text, assignment.end)) return false;
  if (
    isEnvironmentLine(text, assignment) &&
    /^(?:[a-z]{8,}|(?=\D*\d)[a-z]+(?:-[a-z\d]+)+)$/.test(value)
  )
    return true;
  if (notBarePasswords.some((kind) => kind.test(value)) || isCodeReference(value)) return false;
  const hasDigit = /\d/.test(value);
  if (assignment.joint === 'prose') return hasDigit || /[^\w'.,:;!?-]/.test(value);
  const hasSymbol = /[^\w.:/-]/.test(value);
  if (!hasDigit && !hasSymbol) return false;
  return hasSymbol || !(isMadeOfWords(value) && /[-_.:/]/.test(value));
}

/** `NAME=value`, `spring.mail.password=value`: a file of the environment or a shell, where a bare word is a value. */
function isEnvironmentLine(text: string, { name, start }: Assignment): boolean {
  return (
    /^(?:[A-Z][A-Z0-9_]*|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)$/.test(name) &&
    text.charAt(start - 1) === '='
  );
}

function isCalled(text: string, end: number): boolean {
  return /[([]/.test(text.charAt(end));
}

/**
 * Whether the value can be a key a machine made: long enough, with digits, and without the regularity
 * of words, ids and digests. 3 bits of entropy is what 10 different characters of 16 have.
 */
export function looksLikeKey(text: string, assignment: Assignment): boolean {
  const value = text.slice(assignment.start, assignment.end);
  if (!keyCharacters.test(value) || isNoSecret(value)) return false;
  // A phrase with a number: only where nothing but values can stand.
  if (isEnvironmentLine(text, assignment) && /^[a-z]{12,}\d{1,6}$/.test(value)) return true;
  if (notKeys.some((kind) => kind.test(value)) || isMadeOfWords(value)) return false;
  const isExpression = isCodeReference(value) || isCalled(text, assignment.end);
  if (!assignment.quoted && isExpression) return false;
  const entropy = entropyOf(value);
  if (uuid.test(value) || hexDigest.test(value)) {
    return strongName.test(assignment.name) && entropy >= 3;
  }
  return value.length < 16 ? entropy >= 2.9 && characterKinds(value) >= 2 : entropy >= 3.2;
}

function isNoSecret(value: string): boolean {
  return notSecrets.some((kind) => kind.test(value)) || isPlaceholder(value);
}
