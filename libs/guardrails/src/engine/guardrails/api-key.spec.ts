import { textsFoundBy, hexDigits, machineMade } from './detections.testing.js';

const valuesIn = textsFoundBy('api_key');
const key = machineMade(32);

describe('API keys', () => {
  it.each([
    [
      'a key of Anthropic',
      ['sk-ant', 'api03', `${machineMade(93)}AA`].join('-'),
      ['sk-ant', 'api03', `${machineMade(93)}AA`].join('-'),
    ],
    ['a key of OpenAI project', `sk-proj-${machineMade(74)}`, `sk-proj-${machineMade(74)}`],
    ['a key of OpenAI legacy', `sk-${machineMade(48)}`, `sk-${machineMade(48)}`],
    [
      'a key of OpenRouter',
      `sk-or-v1-${machineMade(64, hexDigits)}`,
      `sk-or-v1-${machineMade(64, hexDigits)}`,
    ],
    ['a key of Google', `AIza${machineMade(35)}`, `AIza${machineMade(35)}`],
    ['a key of Hugging Face', `hf_${machineMade(34)}`, `hf_${machineMade(34)}`],
    ['a key of Groq', `gsk_${machineMade(52)}`, `gsk_${machineMade(52)}`],
    ['a key of GitHub', `ghp_${machineMade(36)}`, `ghp_${machineMade(36)}`],
    [
      'a key of GitHub fine-grained',
      `github_pat_${machineMade(22)}_${machineMade(59)}`,
      `github_pat_${machineMade(22)}_${machineMade(59)}`,
    ],
    [
      'a key of GitHub app with JWT',
      `ghs_12345_eyJhbGciOiJIUzI1NiJ9.${machineMade(90)}.${machineMade(86)}`,
      `ghs_12345_eyJhbGciOiJIUzI1NiJ9.${machineMade(90)}.${machineMade(86)}`,
    ],
    ['a key of GitLab', `glpat-${machineMade(20)}`, `glpat-${machineMade(20)}`],
    [
      'a key of Slack',
      ['xoxb', '123456789012', '123456789012', machineMade(24)].join('-'),
      ['xoxb', '123456789012', '123456789012', machineMade(24)].join('-'),
    ],
    ['a key of Stripe', `sk_live_${machineMade(24)}`, `sk_live_${machineMade(24)}`],
    [
      'a key of SendGrid',
      ['SG', machineMade(22), machineMade(43)].join('.'),
      ['SG', machineMade(22), machineMade(43)].join('.'),
    ],
    ['a key of npm', `npm_${machineMade(36)}`, `npm_${machineMade(36)}`],
    [
      'a key of PyPI',
      `pypi-AgEIcHlwaS5vcmc${machineMade(70)}`,
      `pypi-AgEIcHlwaS5vcmc${machineMade(70)}`,
    ],
    ['a key of Vault', `hvs.${machineMade(95)}`, `hvs.${machineMade(95)}`],
    [
      'a key of DigitalOcean',
      `dop_v1_${machineMade(64, hexDigits)}`,
      `dop_v1_${machineMade(64, hexDigits)}`,
    ],
    [
      'a key of Databricks',
      `dapi${machineMade(32, hexDigits)}`,
      `dapi${machineMade(32, hexDigits)}`,
    ],
    [
      'a key of Shopify',
      `shpat_${machineMade(32, hexDigits)}`,
      `shpat_${machineMade(32, hexDigits)}`,
    ],
    ['a key of Telegram', `123456789:AA${machineMade(33)}`, `123456789:AA${machineMade(33)}`],
    [
      'a key of Discord bot',
      `M${machineMade(23)}.${machineMade(6)}.${machineMade(30)}`,
      `M${machineMade(23)}.${machineMade(6)}.${machineMade(30)}`,
    ],
    [
      'a key of Terraform',
      `${machineMade(14)}.atlasv1.${machineMade(64)}`,
      `${machineMade(14)}.atlasv1.${machineMade(64)}`,
    ],
    ['a key of Azure AD', `abc8Q~${machineMade(33)}`, `abc8Q~${machineMade(33)}`],
    [
      'a key of Grafana',
      `glsa_${machineMade(32)}_${machineMade(8, hexDigits)}`,
      `glsa_${machineMade(32)}_${machineMade(8, hexDigits)}`,
    ],
    [
      'a key of Mailchimp',
      `${machineMade(32, hexDigits)}-us12`,
      `${machineMade(32, hexDigits)}-us12`,
    ],
    [
      'a key of this gateway',
      `cgk_${machineMade(32, hexDigits)}`,
      `cgk_${machineMade(32, hexDigits)}`,
    ],
    ['an assignment', `api_key = "${key}"`, key],
    ['a bearer header', `Authorization: Bearer ${key}`, key],
    ['a header of its own', `X-Api-Key: ${key}`, key],
    ['a query', `?access_token=${key}&x=1`, key],
    ['an environment file', `CLIENT_SECRET=${key}`, key],
    ['an option', `--token ${key}`, key],
    ['JSON in JSON', `\\"apiKey\\":\\"${key}\\"`, key],
    ['a key behind an escaped line feed', `\\nghp_${machineMade(36)}\\n`, `ghp_${machineMade(36)}`],
    [
      'a key after a colour code',
      `\u001b[32mghp_${machineMade(36)}\u001b[0m`,
      `ghp_${machineMade(36)}`,
    ],
    ['a percent-encoded joint', `%3Dghp_${machineMade(36)}`, `ghp_${machineMade(36)}`],
    [
      'basic authentication',
      `Authorization: Basic ${Buffer.from('joe:s3cretpw').toString('base64')}`,
      Buffer.from('joe:s3cretpw').toString('base64'),
    ],
    [
      'a Slack webhook',
      `https://hooks.slack.com/services/T0A/B0B/${machineMade(24)}`,
      `T0A/B0B/${machineMade(24)}`,
    ],
    ['an Azure account', `AccountName=x;AccountKey=${machineMade(86)}==;`, `${machineMade(86)}==`],
    [
      'a name of two words',
      `webhook_token = "${machineMade(40, hexDigits)}"`,
      machineMade(40, hexDigits),
    ],
    [
      'a parameter',
      `GET /reset?token=${machineMade(40, hexDigits)}&user=1`,
      machineMade(40, hexDigits),
    ],
    ['German', `API-Schlüssel: ${machineMade(32, hexDigits)}`, machineMade(32, hexDigits)],
    ['Markdown', `the API key \`${machineMade(43)}\``, machineMade(43)],
    [
      'a key of Django',
      'SECRET_KEY = "9u60ym_p(-20f7w29(7ljcmmue(g^^ez-hdr%m22fm(+^+li^^"',
      '9u60ym_p(-20f7w29(7ljcmmue(g^^ez-hdr%m22fm(+^+li^^',
    ],
    ['a key that unseals', `Unseal Key: ${key}`, key],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['the environment', 'api_key = process.env.API_KEY'],
    ["Python's environment", 'apiKey: os.environ["KEY1"]'],
    ['a type', 'token: string'],
    ['an optional type', 'secret: Optional[str]'],
    ['a shell variable', 'api_key=${API_KEY}'],
    ['a secret of a workflow', 'api_key: ${{ secrets.KEY1 }}'],
    ['a placeholder', 'API_KEY=your-api-key-here1'],
    ['x over and over', `sk-${'x'.repeat(32)}`],
    ['a member', 'token = ctx.token.value1'],
    ['a count of tokens', 'max_tokens: 4096'],
    ['the name of a secret', 'secretName: my-app-tls-2'],
    ['a word that ends like a prefix', 'desk-lamp-organizer-holder-22'],
    ['a locale', 'sk-SK'],
    ['variables of npm', 'npm_config_registry_url'],
    ['functions', 'hf_hub_download re_compile_pattern'],
    ['an integrity hash', `"integrity": "sha512-${machineMade(86)}=="`],
    ['a Go checksum', `h1:${machineMade(43)}=`],
    ['a tool id', 'toolu_01A09q90qw90lq917835lq9'],
    ['a call id', `call_${machineMade(24)}`],
    ['a commit', `commit ${machineMade(40, hexDigits)}`],
    ['a digest as a token of a cache', `cache_key: ${machineMade(32, hexDigits)}`],
    ['a public Stripe key', `pk_live_${machineMade(24)}`],
    ['a call', 'const tokenizer = createTokenizer(input)'],
    ['angle brackets', 'access_token: <your token>'],
    ['a namespace', 'SG.Core.Models.Namespace'],
    ['a pagination token', `nextToken: '${machineMade(24)}'`],
    ['a CSRF token', `csrfToken = '${machineMade(24)}'`],
    ['an ssh public key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${machineMade(43)}`],
    ['a request id', `x-request-id: ${machineMade(32, hexDigits)}`],
    ['a file', 'AUTH_TOKEN_FILE=/run/secrets/token1'],
    ['null', '"token": null'],
    ['a template', 'authorization: `Bearer ${token1}`'],
    ['a UUID', 'id: 550e8400-e29b-41d4-a716-446655440000'],
    ['numbered identifiers', 'type ClosingToken = ClosingBraceToken$1;'],
    ['the token of a commit', `token: "${machineMade(40, hexDigits)}"`],
    ['code in Markdown', 'the token `parse_next2` of the lexer'],
    ['an expression', 'api_key = "^[A-Za-z0-9_-]{20,64}$|^sk-(?:proj|svc)-[a-z]+$"'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});
