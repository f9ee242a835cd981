import { characterKinds, entropyOf, isMadeOfWords } from './randomness.js';
import { hasUiWord } from './ui-words.js';
import { isSaid } from './key-value-separators.js';
import { isCodeReference, isPlaceholder } from './placeholders.js';
import type { Assignment } from './assignments.js';

/** Digests and password hashes: not secret, and tools compare them. */
const hash =
  /^(?:\$(?:2[abxy]?|argon2\w*|[1567y]|pbkdf2[\w-]*|scrypt)\$|\{[A-Z0-9]+\}|(?:sha\d+|md5|h1)[-:])/i;
const hexDigest =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const number = /^[+-]?[\d_.,:/ TZ-]+$/;
/** Ids in the history of agents; none is a secret. */
const publicId =
  /^(?:toolu|call|msg|chatcmpl|resp|fc|fp|req|rs|srvtoolu|sess|conv|thread|run|file|batch|step|asst|pk|phc|sb_publishable|arn|urn|https?|s3|gs|file|vault|secretsmanager|ssm|op|keyring|env|ssh-\w+|ecdsa-\w+)[_:-]/i;
const path =
  /^(?:~|\.{0,2})?\/[\w.@-]+(?:\/[\w.@-]*)*$|^[A-Za-z]:\\|\.(?:pem|key|crt|json|ya?ml|txt|env|js|ts|py|go|html?)$/i;
/** Words that programs use as values; they are not used as secrets. */
const commonWords =
  /^(?:required|invalid|incorrect|wrong|missing|optional|string|text|varchar|input|hidden|visible|plain(?:text)?|bcrypt|hashed|encrypted|strong|weak|digest|basic|bearer|oauth2?|keyring|keychain|ignore|memory|local|default|login|logout|signin|signup|reset|forgot|email|username|user|admin|enter|submit|button|field|label|form|type|header|cookie|query|body|session|jwt|saml|ldap|none|always|never|prompt|function|symbol|bigint|boolean|undefined|stdin|password|passwort|contraseña|kennwort|mot de passe|senha|palavra-passe|wachtwoord|lösenord|hasło|heslo|jelszó|adgangskode|kodeord|passord|salasana|parola|şifre|secrets?|token|auth|credentials?)$/i;
const algorithm =
  /^(?:sha|md5|bcrypt|argon|scrypt|pbkdf|base64|utf|aes|rsa|hmac|hs|rs|es)-?\d*\w{0,6}$/i;
/** Words joined by dots, with wildcards: the path of a member, `*.user.password`. */
const memberPath = /^[A-Za-z_*$[\]-]+(?:\.[A-Za-z_*$[\]-]+)+$/;
const version = /^[\^~<>=v]*\d+\.[\dx*](?:[\w+-]|\.\*?)*$/;
/** Types whose names hold digits. */
const numberedType = /^(?:Big)?(?:Ui|I|Fl|ui|i|fl)(?:nt|oat)\d+(?:Clamped)?(?:Array|_t)?$/;
const variable =
  /^(?:arg|param|var|val|value|str|user|tmp|test|key|token|pw|pwd|pass|passwd|password|secret|auth|cred)s?_?\d{0,3}$/i;

/** Template of two variables, `$user:$pass`, and the user name of anonymous FTP. */
const template = /^\$[A-Za-z_]\w*[^\w$]{1,8}\$[A-Za-z_]|^(?:%\w[^\w%]?)+$|^-?anonymous@?$/i;
/** Identifiers with a word for secrets, and words in camel case or constants, perhaps with a number. */
const identifier =
  /Password|Passwd|Token|Secret|Credential|_password|password_|^[A-Za-z_]*$|^[a-z]+(?:[A-Z][a-z]+)+\d?$|^[A-Z]+(?:_[A-Z0-9]+)+$/;
const numberedIdentifier = /^[A-Za-z_$]+\d{0,3}$/;
/** 10 to 512 characters that keys have, with a digit and a letter. */
const keyCharacters = /^(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[\w.~+/=:@!$^*#%-]{10,512}$/;
/** Names whose value may be a UUID or a digest and still be a key. `token` alone is also used for commits and pages. */
const strongName =
  /api|secret|access|auth|client|private|encryption|signing|master|account|subscription|bearer|app(?:lication)?[-_]?key|[a-z\d][-_]?token$/i;

/** `required|string|min:12` of Laravel. */
const rules =
  /(?:^|\|)(?:required|nullable|sometimes|present|filled|string|confirmed|min:\d+|max:\d+)(?:\||$)/;
/** `String!` of GraphQL. */
const graphType =
  /^\[?(?:String|ID|Int|Float|Boolean|[A-Z][a-zA-Z]*(?:Type|Input|String|Password))!\]?!?$/;
const mail = /^[^\s@]+@[\w-]+(?:\.[\w-]+)+$/;
/** `sha256-hashed`, `URL-encoded` and the like describe passwords. */
const described =
  /-(?:hashed|encoded|encrypted|protected|based|only|generated|sensitive|free|safe|like|style)\b/i;
/** Names in configuration files, which translations of user interfaces do not use. */
const machineName = /^[A-Z][A-Z0-9_]+$|^[a-z]+(?:_[a-z]+)*_pass(?:wd|word)?$|passphrase$/;
/** Words of Spanish, Italian and Polish that also have other meanings. */
const vagueName = /^(?:clave|parola|has(?:ł|l)o)$/i;

const notSecrets = [hash, path, template, /^https?:\/\//i];
const notPasswords = [hexDigest, uuid, version, algorithm, commonWords, rules, graphType];
const notBarePasswords = [variable, number, identifier, numberedType];
const notKeys = [publicId, algorithm, numberedIdentifier];

/** Whether the value can be a password a person uses. */
export function looksLikePassword(text: string, assignment: Assignment): boolean {
  const value = text.slice(assignment.start, assignment.end);
  if (notPasswords.some((kind) => kind.test(value)) || isNoSecret(value)) return false;
  if (memberPath.test(value) && (!/[A-Z]/.test(value) || hasUiWord(value))) return false;
  if (vagueName.test(assignment.name) && !isStrong(value)) return false;
  if (isSaid(assignment.separator)) return isSaidPassword(assignment, value);
  return assignment.quoted
    ? isQuotedPassword(value, assignment.name)
    : isBarePassword(text, assignment, value);
}

/** Whether a string can be the password in a call that logs in. @param mustBeStrong see isStrong */
export function isLiteralPassword(value: string, mustBeStrong = false): boolean {
  if (notPasswords.some((kind) => kind.test(value)) || isNoSecret(value)) return false;
  return mustBeStrong ? isStrong(value) && !mail.test(value) : isQuotedPassword(value, '');
}

/** Whether a field of a table can be a password: one word that is not a type or a state. */
export function isTablePassword(value: string): boolean {
  return value.length >= 6 && !/\s/.test(value) && isLiteralPassword(value) && !number.test(value);
}

/** Whether a literal in quotes can be the password that is assigned to a name. */
function isQuotedPassword(value: string, name: string): boolean {
  if (value.length < 4 || value.length > 128) return false;
  if (/\s/.test(value)) return isPhrase(value, name);
  if (/^(?:[a-z]+|\d+)$/.test(value)) return value.length >= 6;
  if (/^[A-Z]?[a-zäöüéñ]+[:?!.…]?$/i.test(value)) {
    if (value.length < 12) return false;
    return (/[a-z][A-Z]/.test(value) || machineName.test(name)) && !hasUiWord(value);
  }
  if (/\d/.test(value) || isPhraseOfWords(value)) return true;
  return !isMadeOfWords(value) && !(/^[\w.:-]+$/.test(value) && hasUiWord(value));
}

/** Words with spaces: a text of a user interface, unless it has characters that those do not have. */
function isPhrase(value: string, name: string): boolean {
  const words = value.split(/\s+/);
  if (words.length > 8) return false;
  if (/\d/.test(value) && /[^\w\s.,:;'!?()-]/.test(value)) return true;
  return machineName.test(name) && !/[.:?!…]$|[{}<>()]/.test(value) && !hasUiWord(value);
}

/** `tuesday-Marble-Fog`, `Sardines.Huile.Olive`; keys of translations and classes of styles are in lower case. */
function isPhraseOfWords(value: string): boolean {
  const words = value.split(/[-_.:/+]+/);
  if (words.length < 2 || words.length > 6 || hasUiWord(value)) return false;
  if (words.some((word) => !/^[A-Za-zÀ-ɏ]{2,}$/.test(word))) return false;
  if (/[A-ZÀ-Þ]/.test(value) && /[a-z]/.test(value)) return true;
  return /^[a-z-]+$/.test(value) && words.length >= 3 && words.every((word) => word.length >= 4);
}

/** An unquoted value may be an expression in a program, so it needs digits or symbols that those do not have. */
function isBarePassword(text: string, assignment: Assignment, value: string): boolean {
  if (value.length < 6 || value.length > 128 || isCalled(text, assignment.end)) return false;
  if (isConfigured(text, assignment) && isConfiguredPassword(value)) return true;
  if (notBarePasswords.some((kind) => kind.test(value))) return false;
  if (isForeignName(assignment.name)) return /\d/.test(value) && !isCodeReference(value);
  if (isCodeReference(value)) {
    const isWritten = isLeet(value) || endsWithSignAndDigits.test(value);
    return isWritten && /:[ \t]+$/.test(before(text, assignment, 4));
  }
  const hasDigit = /\d/.test(value);
  const hasSymbol = /[^\w.:/-]/.test(value);
  if (!hasDigit && !hasSymbol) return false;
  return hasSymbol || !(isMadeOfWords(value) && /[-_.:/]/.test(value));
}

/** `Walnut.Harvest!04`: words with dots, then a symbol and digits. */
const endsWithSignAndDigits = /^[A-Z]\w+\.[A-Z]\w+[!#%&*+~^@$-]\d{1,4}$/;

/** Names that no programming language uses: a person has written their value. */
function isForeignName(name: string): boolean {
  return /^(?:kennwort|contrase|senha|mot[-_ ]?de|wachtwoord|l[oö]senord|jelsz|adgangskode|kodeord|salasana|palavra)/i.test(
    name,
  );
}

/** Words with a digit inside, as no program has them. */
function isLeet(value: string): boolean {
  return /[a-z]\d[a-z]/i.test(value) && /^[\w.-]+$/.test(value) && !hasUiWord(value);
}

/** Whether a value can be a password where only values are possible: one long word, or several words. */
function isConfiguredPassword(value: string): boolean {
  if (/^(?:[a-z]{8,}|(?=\D*\d)[a-z]+(?:-[a-z\d]+)+)$/.test(value)) return true;
  if (/^[A-Z]?[a-zß-ɏ]{7,}$/.test(value)) return !hasUiWord(value);
  if (!/^[A-Za-zÀ-ɏ\d]+(?:[-_.][A-Za-zÀ-ɏ\d]+)+$/.test(value) || hasUiWord(value)) return false;
  return isPhraseOfWords(value) || (/\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value));
}

/**
 * `NAME=value`, `spring.mail.password=value`, `;Password=value`: a file of the environment, a shell, a
 * connection string or an inventory.
 */
function isConfigured(text: string, assignment: Assignment): boolean {
  const { name, start, end } = assignment;
  if (text.charAt(start - 1) !== '=') return false;
  if (/^(?:[A-Z][A-Z0-9_]*|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)$/.test(name)) return true;
  if (/[,)]/.test(text.charAt(end))) return false;
  const line = before(text, { start: start - name.length - 1 }, 120);
  return connection.test(line);
}

/**
 * What is before the name on its line: the end or another setting of a connection string.
 * @maxLength 120
 */
const connection =
  /;[ \t]*$|(?:host|server|user|uid|user ?id|user ?name|login|dbname|database|data source|ansible_\w+)=[^\s;,"']+[; \t](?:.*[; \t])?$/i;

/** The text before a value on its line. */
function before(text: string, { start }: { start: number }, length: number): string {
  const ahead = text.slice(Math.max(0, start - length), start);
  return ahead.slice(ahead.lastIndexOf('\n') + 1);
}

/** In a sentence any word may follow: "the password is required". */
function isSaidPassword({ separator, quoted }: Assignment, raw: string): boolean {
  const value = quoted ? raw : raw.replace(/(?<![.,:;?)\]])[.,:;?)\]]+$/, '');
  if (value.length < (quoted ? 4 : 6) || value.length > 128 || mail.test(value)) return false;
  if (
    described.test(value) ||
    notBarePasswords.some((kind) => kind !== identifier && kind.test(value))
  )
    return false;
  if (/\s|^-/.test(value)) return false;
  if (separator !== 'prose') return isStrong(value) && !/[(){}<>]|::|->|^\w+=\w+$/.test(value);
  if (/\d|[^\w\s'.,:;!?/-]/.test(value)) return !(/[(){}]|^<|::/.test(value) && !/\d/.test(value));
  // `Limoncello_Amalfi`: two capitals with a separator between.
  return /^[A-Z]\S*[-_.][A-Z]/.test(value) && isPhraseOfWords(value);
}

/** Whether it has letters of both cases and a digit, or a symbol inside that sentences do not have. */
function isStrong(value: string): boolean {
  if (value.length < 8 || value.length > 64 || hasUiWord(value)) return false;
  const hasKinds = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
  const hasSign = /[A-Za-z0-9][!$%&*+=#^~@][A-Za-z0-9]/.test(value) || /\d[!$%&*#]$/.test(value);
  return /[A-Za-z]/.test(value) && (hasKinds || hasSign);
}

function isCalled(text: string, end: number): boolean {
  return /[([]/.test(text.charAt(end));
}

/**
 * Whether the value can be a key made by a program: long enough, with digits, and not a word, id or digest. An entropy of
 * 3 bits is that of 16 characters of which 10 are different.
 */
export function looksLikeKey(text: string, assignment: Assignment): boolean {
  const value = text.slice(assignment.start, assignment.end);
  if (isNoSecret(value)) return false;
  if (!keyCharacters.test(value)) return isGarbled(assignment, value);
  // A phrase with a number: only where no expression is possible.
  if (isConfigured(text, assignment) && /^[a-z]{12,}\d{1,6}$/.test(value)) return true;
  if (notKeys.some((kind) => kind.test(value)) || isMadeOfWords(value)) return false;
  const isExpression = isCodeReference(value) || isCalled(text, assignment.end);
  if (!assignment.quoted && isExpression) return false;
  const entropy = entropyOf(value);
  const isRegular = uuid.test(value) || hexDigest.test(value);
  return isRegular
    ? entropy >= 3 && (strongName.test(assignment.name) || isParameter(text, assignment))
    : isVaried(value, entropy);
}

function isVaried(value: string, entropy: number): boolean {
  return value.length < 16 ? entropy >= 2.9 && characterKinds(value) >= 2 : entropy >= 3.2;
}

/** `SECRET_KEY = "…"` of Django, `define('AUTH_KEY', '…')` of WordPress: any symbols, but no expression. */
function isGarbled({ name, quoted }: Assignment, value: string): boolean {
  const isPlain = /^[!-~]{32,512}$/.test(value) && !/\\|[a-z]-[a-z]\]|\w\(\w*\)/i.test(value);
  const isNamed = quoted && isPlain && strongName.test(name);
  return isNamed && characterKinds(value) >= 3 && entropyOf(value) >= 4.2;
}

/** `?token=v` of a URL. */
function isParameter(text: string, { name, start }: Assignment): boolean {
  return text.charAt(start - 1) === '=' && /[?&]/.test(text.charAt(start - name.length - 2));
}

function isNoSecret(value: string): boolean {
  return notSecrets.some((kind) => kind.test(value)) || isPlaceholder(value);
}
