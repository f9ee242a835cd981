import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('email');

describe('E-mail addresses', () => {
  it.each([
    ['an address at the end of a sentence', 'write to jane.doe@acme.co.uk.', 'jane.doe@acme.co.uk'],
    ['an address behind an escaped line feed', '"\\njohn@corp.io"', 'john@corp.io'],
    ['a percent-encoded at sign', '?email=a.b%40corp.com&x=1', 'a.b%40corp.com'],
    ['an escaped at sign', 'a\\u0040corp.com', 'a\\u0040corp.com'],
    [
      'letters with accents between escaped apostrophes',
      '\\u0027jörg.müller@firma.de\\u0027',
      'jörg.müller@firma.de',
    ],
    ['an apostrophe in the name', "<o'hara@corp.com>", "o'hara@corp.com"],
    ['quotes around it', "'jane@corp.com'", 'jane@corp.com'],
    ['an address in the name of a file', 'CV jane@corp.com.pdf', 'jane@corp.com'],
    ['a tag', 'user+tag@mail.corp.example', 'user+tag@mail.corp.example'],
    ['a mailto link', 'mailto:jane@corp.com?subject=x', 'jane@corp.com'],
    ['capitals', 'JOHN@CORP.COM', 'JOHN@CORP.COM'],
    ['a trailer of git', 'Co-authored-by: Jane <jane@corp.com>', 'jane@corp.com'],
    ['the addresses of documentation', 'john.doe@example.com', 'john.doe@example.com'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['an account of a machine', 'git@github.com:owner/repo'],
    ['git over ssh', 'git+ssh://git@host.com/x'],
    ['a shell prompt', 'me@box:~$'],
    ['a prompt with a domain', 'joe@web.corp.com:~/src$ ls'],
    ['a package at a version', 'pkg@1.2.3'],
    ['a scoped package', '@scope/pkg@1.2.3'],
    ['an action of a workflow', 'uses: actions/checkout@v4'],
    ['a digest of an image', 'name@sha256:0a1b2c'],
    ['the density of an image', 'icon@2x.webp'],
    ['a decorator', "@Component({ selector: 'x' })"],
    ['a systemd unit', 'name@arg.timer'],
    ['a symbol at a version', 'memcpy@@GLIBC_2.14'],
    ['a relocation', 'foo@plt'],
    ['an expression for addresses', '/[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}/'],
    ['a file of a CDN', 'https://cdn.jsdelivr.net/npm/vue@3.2.1/dist/vue.min.js'],
    ['a handle in a URL', 'https://medium.com/@handle/post'],
    ['a noreply address', 'noreply@github.com'],
    ['a co-author trailer of an agent', 'Co-Authored-By: Claude <noreply@anthropic.com>'],
    ['an address of a bot', '49699333+dependabot[bot]@users.noreply.github.com'],
    ['the name of a message', 'Message-ID: <20250611.1@mx.example.com>'],
    ['user info of a URL', 'postgres://app:pw@db.corp.com/x'],
    ['Oracle user info', 'jdbc:oracle:thin:u/p@db.corp.com'],
    ['a target of ssh', 'ssh -i key.pem ubuntu@ec2-1-2-3-4.compute.amazonaws.com'],
    ['a token of ours', 'cgm1abc@cg.test'],
    ['a module and its class', 'name@Module.Class'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });
});
