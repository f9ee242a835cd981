/** What the value of a name is: a password chosen by a person, or a key made by a program. */
export type SecretFamily = 'password' | 'secret';

/** The words of a name, in lower case: `dbPassword`, `DB_PASSWORD` and `db-password` have `db` and `password`. */
export function nameParts(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-zß-ɏ0-9]+/)
    .filter((part) => part !== '');
}

const passwordParts = new Set(
  'psk motdepasse password passwd passwort passphrase passcode pass pwd pw kennwort contraseña contrasena passe mdp bindpw rootpw senha wachtwoord lösenord losenord lösenordet passordet adgangskoden wachtwoorden hasło haslo heslo jelszó jelszo adgangskode kodeord passord salasana parola clave'.split(
    ' ',
  ),
);
/** A word together with what the password is for: `pgpassword`, `storepass`, `wifipwd`. */
const joinedPassword =
  /^(?<head>[a-z]{2,14}?)(?:password|passwd|passwort|passphrase|kennwort|pwd)$/;
const joinedPass =
  /^(?:db|pg|sql|my|mysql|ssh|ftp|smtp|imap|mail|user|root|admin|web|wifi|svc|app|http|ldap|sudo|become|proxy|redis|mongo|mq|store|key|require|server|client|keystore|truststore)pass$/;
const secretParts = new Set([
  'secret',
  'token',
  'apikey',
  'schlüssel',
  'sleutel',
  'nyckel',
  'accesskey',
  'secretkey',
  'privatekey',
  'authkey',
  'authtoken',
  'accesstoken',
  'clientsecret',
  'bearer',
  'authorization',
  'auth',
  'credential',
  'credentials',
]);
/** Words before `key` with which it names a secret. */
const keyKinds = new Set(
  'api access private encryption signing master account subscription license storage shared hmac app service session admin jwt webhook auth security hec ingest publish deploy rest integration unseal recovery secret client consumer x base'.split(
    ' ',
  ),
);
/** Words that may follow without changing what the value is. */
const harmlessTails = new Set(
  'value string text plain plaintext raw key keys base base64 b64 env prod production staging dev live test local default new old current initial temp tmp main primary secondary user admin root confirm confirmation again repeat repeated header bearer id1 1 2 3 0'.split(
    ' ',
  ),
);
/** Words before it with which the value is something else, or public. */
const excludedHeads = new Set(
  'public max min num count total input output prompt completion cached reasoning next prev page pagination continuation csrf xsrf no without lexer parser syntax eos bos pad unk sep cls stop special unused reset forgot change update show hide toggle has is get set validate verify check hash compare encrypt decrypt generate create invalid incorrect wrong missing foreign primary partition sort cache idempotency row translation message i18n design color sync cursor'.split(
    ' ',
  ),
);

/** The family of a name; undefined when its value is not a secret, as for `token_count` and `password_label`. */
export function classifyName(name: string): SecretFamily | undefined {
  const parts = nameParts(name);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    const bare = part.replace(/\d$/, '');
    const family = familyOf(bare, parts[index + 1], parts[index - 1]);
    if (family === undefined) continue;
    const tails = parts.slice(index + 1);
    const heads = parts.slice(0, index);
    if (tails.every((tail) => isTail(tail)) && !heads.some((head) => excludedHeads.has(head))) {
      return family;
    }
  }
  return undefined;
}

function isTail(part: string): boolean {
  return harmlessTails.has(part) || passwordParts.has(part) || secretParts.has(part);
}

function familyOf(part: string, next?: string, previous?: string): SecretFamily | undefined {
  if (passwordParts.has(part) || isJoined(part)) return 'password';
  if (secretParts.has(part)) return 'secret';
  if (part === 'key' && previous !== undefined && keyKinds.has(previous)) return 'secret';
  if (keyKinds.has(part) && next === 'key') return 'secret';
  return undefined;
}

function isJoined(part: string): boolean {
  const head = joinedPassword.exec(part)?.groups?.['head'];
  return head === undefined ? joinedPass.test(part) : !excludedHeads.has(head);
}
