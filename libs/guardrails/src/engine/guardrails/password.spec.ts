import { findsOf } from './finds.testing.js';

const finds = findsOf('password');

describe('Passwords', () => {
  it.each([
    ['a sentence about something', 'The password for the wifi is zK8#mQ2vL.', 'zK8#mQ2vL'],
    ['properties', 'spring.mail.password=correct-horse-battery-9\n', 'correct-horse-battery-9'],
    ['.netrc', 'machine api.acme.io login deploy password 7hGf$2kLp0', '7hGf$2kLp0'],
    ['C#', 'new NetworkCredential("kd", "Zomer!2025x")', 'Zomer!2025x'],
    ['prose with a colon', 'password: hunter2secret', 'hunter2secret'],
    ['a sentence', 'the password is Sommer2024!', 'Sommer2024!'],
    ['JSON', '"password":"Tr0ub4dor&3"', 'Tr0ub4dor&3'],
    ['JSON within JSON', '\\"password\\":\\"Tr0ub4dor&3\\"', 'Tr0ub4dor&3'],
    ['an environment file', 'DB_PASSWORD=abc123!x', 'abc123!x'],
    ['a bare word in an environment file', 'POSTGRES_PASSWORD=supersafe\n', 'supersafe'],
    ['brackets in an environment file', 'DB_PASS=p&ss(1)x\n', 'p&ss(1)x'],
    ['mysql -p', 'mysql -u root -pS3cret99 db', 'S3cret99'],
    ['an option', '--password=abcd1234', 'abcd1234'],
    ['an option with a blank', 'tool --password abcd1234', 'abcd1234'],
    ['XML', '<password>geheim123</password>', 'geheim123'],
    ['PHP define', "define('DB_PASSWORD', 'wp_pass99');", 'wp_pass99'],
    ['a PHP array', "'password' => 'qwerty12'", 'qwerty12'],
    ['a variable before a command', 'PGPASSWORD=xx12yy34 psql', 'xx12yy34'],
    ['curl', 'curl -u joe:s3cr3t99 https://x', 's3cr3t99'],
    ['SQL', "IDENTIFIED BY 'My5qlPw'", 'My5qlPw'],
    ['a constant', 'const password = "letmein";', 'letmein'],
    ['German', 'Passwort: Geheim123', 'Geheim123'],
    ['properties', 'spring.datasource.password=s3cr3tDb', 's3cr3tDb'],
    ['a typed variable', 'password: string = "abc123XY"', 'abc123XY'],
    ['YAML with a comment', '  password: Sup3r$ecret # prod', 'Sup3r$ecret'],
    ['sshpass', 'sshpass -p hunter2x ssh', 'hunter2x'],
    ['a comma within quotes', 'pwd="p@ss,w0rd"', 'p@ss,w0rd'],
    ['an attribute', '<add key="Password" value="Hx7!kdk" />', 'Hx7!kdk'],
    ['camel case', 'dbPassword: "k9#mQz"', 'k9#mQz'],
  ])('finds %s', (_case, text, value) => {
    expect(finds(text)).toEqual([value]);
  });

  it.each([
    ['a type', 'password: string'],
    ['a call', 'password = getpass()'],
    ['a message', '"password": "Password is required"'],
    ['a label', 'password_label: Enter1'],
    ['bypass', 'bypass = true1234'],
    ['compass', 'compass = 12345678'],
    ['destructuring', 'const { password } = req.body'],
    ['a schema', 'password: z.string().min(8)'],
    ['a comparison of length', 'if (password.length < 8)'],
    ['an input', 'type="password" name="pw1"'],
    ['a shell variable', 'password=$DB_PASS'],
    ['a hash', 'passwordHash = "$2b$10$abcdefghijklmnopqrstuv"'],
    ['the environment', 'password: process.env.PW'],
    ["Python's environment", 'password = os.environ["PW1"]'],
    ['a label of HTML', '<label for="password">Password</label>'],
    ['stars', 'password: "********"'],
    ['a path', '"password_reset_url": "/reset/123"'],
    ['changeme', 'PASSWORD=changeme'],
    ['a variable', 'user.password = newPassword1'],
    ['an optional member', 'password?: string;'],
    ['a setter', 'setPassword(e.target.value)'],
    ['a name that goes on', 'password123Field = x'],
    ['a digest', 'password: "5f4dcc3b5aa765d61d8327deb882cf99"'],
    ['a secret of a workflow', 'password: ${{ secrets.PW1 }}'],
    ['Helm', 'password: {{ .Values.password1 }}'],
    ['a package', '"@inquirer/password": "^5.2.2"'],
    ['a placeholder', 'password: "your-password-here"'],
  ])('leaves alone %s', (_case, text) => {
    expect(finds(text)).toEqual([]);
  });
});
