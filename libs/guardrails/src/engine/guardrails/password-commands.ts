/**
 * Commands and calls with a password: the word with which they begin, and an expression for the text after it. Each
 * expression reads a limited number of characters. `literal`: the argument may be any string, so the value has to look
 * like a password.
 */
type PasswordForm = {
  readonly word: string;
  readonly form: RegExp;
  readonly literal?: boolean;
};

const option = (names: string) =>
  String.raw`(?:\b|(?<= ))[^\n|;]{0,300}?(?<=\s)(?:${names})[= ]{0,4}["']?(?<value>[^\s'"\x60$-][^\s'"\x60]{3,64})`;
const userAndPassword = (names: string) =>
  String.raw`\b[^\n|;]{0,300}?\s(?:${names})[= ]?["']?[^\s:'"]{1,64}:(?<value>[^\s'"\x60]{4,64})`;
/** An argument of a call, and the comma after it. */
const argument = String.raw`\s{0,24}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^,()'"\n]{0,80})\s{0,4},\s{0,24}`;
const call = (before: number) =>
  String.raw`\s{0,2}[([]${argument.repeat(before)}(?:Some\()?(?:"(?<value>[^"\n]{4,64})"|'(?<other>[^'\n]{4,64})')`;

const commands: readonly (readonly [words: string, form: string])[] = [
  [
    'mysql',
    String.raw`(?:dump|admin)?\b[^\n|;]{0,200}?\s-p["']?(?<value>[^\s'"\x60-][^\s'"\x60]{3,64})`,
  ],
  ['redis-cli', option('-a|--pass')],
  ['sshpass', String.raw`\s{1,4}-p\s{0,4}["']?(?<value>[^\s'"\x60]{4,64})`],
  ['curl', userAndPassword('-u|--user|-U|--proxy-user')],
  [
    'machine ',
    String.raw`\s{0,3}\S{1,100}\s{1,4}login\s{1,4}\S{1,100}\s{1,4}password\s{1,4}(?<value>[^\s'"\x60<>{}]{4,64})(?!\S)`,
  ],
  [
    'smbclient',
    String.raw`\b[^\n|;]{0,200}?\s-U\s{0,2}["']?[^\s%'"]{1,64}%(?<value>[^\s'"\x60]{4,64})`,
  ],
  ['-pass pass:|-passin pass:|-passout pass:', String.raw`(?<value>[^\s'"\x60()[\]|<>]{4,64})`],
  [
    'htpasswd',
    String.raw`\s{1,4}-\w{0,4}b\w{0,4}\s{1,4}\S{1,100}\s{1,4}\S{1,64}\s{1,4}["']?(?<value>[^\s'"\x60]{4,64})`,
  ],
  [
    'IDENTIFIED',
    String.raw`\s{1,4}(?:WITH\s{1,4}\w{1,40}\s{1,4})?BY\s{1,4}(?:PASSWORD\s{1,4})?["'](?<value>[^'"\n]{4,128})["']`,
  ],
  ['ldapsearch|ldapmodify|ldapadd|ldapdelete|ldappasswd|ldapwhoami', option('-w')],
  ['sqlcmd|bcp ', option('-P')],
  ['mongo |mongosh|mongodump|mongorestore|mongoexport|mongoimport', option('-p')],
  [
    'docker login|podman login|cypher-shell|helm registry login|az login|cqlsh|rabbitmqadmin',
    option('-p'),
  ],
  ['unzip|zip ', option('-P')],
  ['xfreerdp', String.raw`\b[^\n|;]{0,200}?\s/p:["']?(?<value>[^\s'"\x60]{4,64})`],
  ['net user', String.raw`\s{1,4}[\w.-]{1,40}\s{1,4}(?<value>[^\s/*][^\s]{3,64})`],
  [
    'rabbitmqctl',
    String.raw`\s{1,4}(?:add_user|change_password)\s{1,4}[\w.@-]{1,64}\s{1,4}["']?(?<value>[^\s'"\x60]{4,64})`,
  ],
  [
    'net use',
    String.raw`[^\n]{0,160}?\s/user:\S{1,64}\s{1,4}["']?(?<value>[^\s/*'"][^\s'"]{3,64})`,
  ],
  [
    'ConvertTo-SecureString',
    String.raw`\s{1,4}(?:-String\s{1,4})?(?:"(?<value>[^"\n$]{4,64})"|'(?<other>[^'\n$]{4,64})')`,
  ],
  // Values that UI tests type into a field.
  [
    'assword\')|assword")|assword]\')|assword"]\')|assword\']")|assword]")',
    String.raw`\s{0,24}\.(?:fill|type|sendKeys|setValue|pressSequentially)\(\s{0,8}(?:"(?<value>[^"\n$]{4,64})"|'(?<other>[^'\n$]{4,64})')`,
  ],
  // .pgpass: host:port:database:user:password.
  [
    ':5432:|:5433:|:6432:',
    String.raw`[\w*.-]{1,63}:[\w*.@-]{1,63}:(?<value>[^\s:]{4,64})(?=[ \t]{0,4}(?:\r?\n|$))`,
  ],
  [
    'sqlplus',
    String.raw`\s{1,4}(?:-\w{1,4}\s{1,4}){0,2}[\w$#]{1,40}/["']?(?<value>[^\s@'"\x60/]{4,64})(?=["']?@|["']?\s)`,
  ],
];
const calls: readonly (readonly [words: string, before: number])[] = [
  ['NetworkCredential|BasicAuth|basic_auth|BasicAuthentication|PasswordAuthentication', 1],
  ['PasswordCredentials|PasswordCredential|AuthenticationToken', 1],
  ['auth=|auth = |auth: |auth\' => |auth" => |login|authenticate|bind_s', 1],
  ['getConnection|mysqli|mysqli_connect|mysql_connect|pymysql.connect|PDO|ftp_login|ldap_bind', 2],
  ['PlainAuth', 2],
];

export const passwordForms: readonly PasswordForm[] = [
  ...commands.flatMap(([words, form]) =>
    words.split('|').map((word) => ({ word, form: new RegExp(form, 'y') })),
  ),
  ...calls.flatMap(([words, before]) =>
    words.split('|').map((word) => ({ word, form: new RegExp(call(before), 'y'), literal: true })),
  ),
];
