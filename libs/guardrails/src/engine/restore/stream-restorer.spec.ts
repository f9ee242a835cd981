import { MemoryMappings } from '../memory-mappings.js';
import { TokenCodec } from '../tokens/token-codec.js';
import { StreamRestorer } from './stream-restorer.js';
import type { TextKind } from './restore-policy.js';
import { restoreTokens } from './restore-tokens.js';

const codec = new TokenCodec(Buffer.alloc(32, 7), new MemoryMappings());
const context = { codec, tenantId: 't1' };
const phoneToken = codec.tokenFor('t1', '+1 650 253 0000', 'phone');
const mailToken = codec.tokenFor('t1', 'jane@corp.com', 'email');
const pemToken = codec.tokenFor('t1', 'line "one"\nline\\two'.repeat(9), 'private_key');

function streamed(chunks: readonly string[], kind: TextKind = 'text'): string[] {
  const restorer = new StreamRestorer(context, kind);
  return [...chunks.map((chunk) => restorer.push(chunk)), restorer.end()];
}

describe('StreamRestorer', () => {
  it('restores a token in two deltas, cut at every position, and in single characters', () => {
    const text = `call ${phoneToken} or mail ${mailToken}, 😀 cg`;
    const whole = 'call +1 650 253 0000 or mail jane@corp.com, 😀 cg';

    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(streamed([text.slice(0, cut), text.slice(cut)]).join('')).toBe(whole);
    }
    const units = Array.from({ length: text.length }, (_, at) => text.charAt(at));
    expect(streamed(units).join('')).toBe(whole);
  });

  it('sends text at once that cannot become a token', () => {
    expect(streamed(['plain text'])[0]).toBe('plain text');
    expect(streamed(['cgroup and cg'])[0]).toBe('cgroup and ');
    expect(streamed([`x${phoneToken}`])[0]).toBe('x+1 650 253 0000');
  });

  it('never holds back more than one token', () => {
    const restorer = new StreamRestorer(context, 'text');
    let sent = 0;
    const text = `${phoneToken.slice(0, -1)} cgname cgpem0 ${'cgtel0'.repeat(40)}`;
    for (let at = 0; at < text.length; at += 1) {
      sent += restorer.push(text.charAt(at)).length;
      expect(at + 1 - sent).toBeLessThanOrEqual(48);
    }
  });

  it('keeps the halves of a surrogate pair together', () => {
    expect(streamed(['a\ud83d', '\ude00b'])).toEqual(['a', '😀b', '']);
  });

  it('sends an incomplete token unchanged at the end', () => {
    expect(streamed([phoneToken.slice(0, 12)]).join('')).toBe(phoneToken.slice(0, 12));
  });

  it('escapes values within JSON', () => {
    const json = `{"key":"${pemToken}","mail":"${mailToken}"}`;
    const parsed: unknown = JSON.parse(
      streamed([json.slice(0, 20), json.slice(20)], 'json').join(''),
    );

    expect(parsed).toEqual({ key: 'line "one"\nline\\two'.repeat(9), mail: 'jane@corp.com' });
  });

  it('reads escapes in JSON, cut anywhere', () => {
    const escaped = mailToken.replace('@', '\\u0040').replace('c', '\\u0063');
    const json = `{"a":"\\\\u0040 ${escaped}\\n"}`;

    for (let cut = 0; cut <= json.length; cut += 1) {
      const text = streamed([json.slice(0, cut), json.slice(cut)], 'json').join('');
      expect(text).toBe('{"a":"\\\\u0040 jane@corp.com\\n"}');
    }
  });

  it('does not change any other byte of JSON', () => {
    const json = '{ "a" : "\\u0041\\/\\u00e9 \\u0040", "n": 1.0e5, "c": "cg\\u00"';

    for (let cut = 0; cut <= json.length; cut += 1) {
      expect(streamed([json.slice(0, cut), json.slice(cut)], 'json').join('')).toBe(json);
    }
  });

  it('does not search restored values again', () => {
    const nested = codec.tokenFor('t1', phoneToken, 'password');

    expect(restoreTokens(context, nested, 'text', true).text).toBe(phoneToken);
  });

  it('looks up the replacements of the request first', () => {
    const own = new Map([[phoneToken, 'own']]);

    expect(restoreTokens({ ...context, own }, phoneToken, 'text', true).text).toBe('own');
  });
});
