import { createCipheriv, createHmac, hash } from 'node:crypto';

import { EngineCache } from '../engine-cache.js';
import type { Category, MappingStore, Replacements } from '../types.js';
import { HmacKey } from './hmac-key.js';
import { openLegacyToken, readLegacyToken } from './legacy-token.js';
import { packValue, unpackValue } from './pack-value.js';
import type { TenantKeys } from './tenant-keys.js';
import {
  alphabet,
  checkLength,
  hashLength,
  prefixOf,
  maxTokenLength,
  readToken,
  suffixOf,
  tagLength,
  type TokenText,
} from './token-format.js';

/** Whose tokens are read. */
export type TokenContext = {
  readonly tenantId: string;
  readonly own?: Replacements | undefined;
  readonly policy?: { readonly restoresLegacy: boolean } | undefined;
};

/** A token that was read, with its value. */
export type FoundToken = {
  readonly value: string;
  readonly end: number;
  /** As in TokenText. */
  readonly core: string;
  readonly prefix: string;
};

/** Estimated bytes of cache entries: the keys of a tenant, and a token without its texts. */
const tenantKeysBytes = 2_048;
const tokenBytes = 200;
const bitsPerCharacter = 5;
/** Characters of this format by the digits that JavaScript uses for base 32. */
const ownDigits: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('0123456789abcdefghijklmnopqrstuv', (digit, value) => [digit, alphabet.charAt(value)]),
);

/**
 * Turns values into tokens and back. The same value of the same tenant has the same token in every process, for ever,
 * and two values never have the same one.
 *
 * Sealed tokens are deterministic encryption (the SIV construction, RFC 5297): a 45-bit HMAC-SHA-256
 * tag of the value is sent along, is the IV of AES-256-CTR, and is checked after decryption. Its length
 * is a choice: among a million values of one tenant and one length, a pair shares an IV with
 * probability 1.4 %; whoever sees the two tokens then learns the XOR of the two values. An invented token passes the
 * check once in 3.5 × 10^13.
 *
 * All keys are derived per tenant, so a token of one tenant cannot be read by another.
 */
export class TokenCodec {
  /** Marks its entries in the cache. */
  private readonly keyId: string;

  /**
   * @param key the guardrail key, 32 bytes
   * @param mappings keeps values that are too long for a token
   */
  constructor(
    private readonly key: Buffer,
    private readonly mappings: MappingStore,
    private readonly cache = new EngineCache(),
  ) {
    this.keyId = hash('sha256', key, 'base64').slice(0, 16);
  }

  /** The token for a value, as it is written into a text. */
  tokenFor(tenantId: string, value: string, category: Category): string {
    const cacheKey = `${this.keyId}\0${tenantId}\0${category}\0${value}`;
    const cached = this.cache.tokens.get(cacheKey);
    if (cached !== undefined) return cached;
    const keys = this.keysOf(tenantId);
    const prefix = prefixOf(category);
    const suffix = suffixOf(category);
    const room = maxTokenLength - prefix.length - suffix.length - 1 - tagLength;
    const sealed = seal(keys, value, room);
    const core = prefix + (sealed ?? hashBody(keys, value));
    if (sealed === undefined) {
      this.mappings.remember(tenantId, core, value, category);
    } else {
      const size = tokenBytes + 2 * cacheKey.length;
      this.cache.tokens.set(cacheKey, core + suffix, { size });
    }
    return core + suffix;
  }

  /**
   * Reads the token at an offset and gives its value.
   *
   * @param context `own`: token → value of the request, looked up first; `policy`: only whether it restores legacy tokens
   * @param final whether the text is complete
   * @returns the value and where the token ends; `none` when there is no token of this tenant; `partial` when the text
   *   ends before that can be decided, never when `final`
   */
  restoreAt(
    { tenantId, own, policy }: TokenContext,
    text: string,
    start: number,
    final: boolean,
  ): FoundToken | 'none' | 'partial' {
    if (text.charAt(start) === '[') {
      if (!policy?.restoresLegacy) return 'none';
      const old = readLegacyToken(text, start, final);
      if (typeof old === 'string') return old;
      const value = openLegacyToken(this.key, old);
      const core = text.slice(start, old.end);
      return value === undefined ? 'none' : { value, end: old.end, core, prefix: '[' };
    }
    const token = readToken(text, start, final);
    if (typeof token === 'string') return token;
    const found = own?.get(token.core) ?? this.open(tenantId, token);
    if (found === undefined) return 'none';
    const { core, prefix, end, at } = token;
    return { value: at.length > 1 ? found.replace('@', at) : found, end, core, prefix };
  }

  /** The token of this tenant at an offset, if there is one: guardrails must not look into it. */
  tokenAt(tenantId: string, text: string, start: number): TokenText | undefined {
    const token = readToken(text, start, true);
    if (typeof token === 'string') return undefined;
    const keys = this.keysOf(tenantId);
    const isOurs = token.body.startsWith('0')
      ? token.body.endsWith(checkOf(keys, token.body.slice(1, 1 + hashLength)))
      : unseal(keys, token.body) !== undefined;
    return isOurs ? token : undefined;
  }

  private open(tenantId: string, token: TokenText): string | undefined {
    if (!token.body.startsWith('0')) return unseal(this.keysOf(tenantId), token.body);
    const check = checkOf(this.keysOf(tenantId), token.body.slice(1, 1 + hashLength));
    return token.body.endsWith(check) ? this.mappings.lookup(tenantId, token.core) : undefined;
  }

  private keysOf(tenantId: string): TenantKeys {
    const cacheKey = `${this.keyId}\0${tenantId}`;
    const cached = this.cache.tenantKeys.get(cacheKey);
    if (cached !== undefined) return cached;
    const derive = (purpose: string) =>
      createHmac('sha256', this.key).update(`codegate/token/1/${purpose}\0${tenantId}`).digest();
    const keys = {
      tag: new HmacKey(derive('tag')),
      cipher: derive('cipher'),
      stored: new HmacKey(derive('stored')),
      check: new HmacKey(derive('check')),
    };
    this.cache.tenantKeys.set(cacheKey, keys, { size: tenantKeysBytes });
    return keys;
  }
}

/** The body of a sealed token: length, tag and cipher text. Undefined when it needs more than `room` characters. */
function seal(keys: TenantKeys, value: string, room: number): string | undefined {
  const packed = packValue(value);
  if (packed === undefined) return undefined;
  const length = Math.ceil(packed.toString(2).length / bitsPerCharacter);
  if (length > room || length >= alphabet.length) return undefined;
  const tag = keyedText(keys.tag, value, tagLength);
  return alphabet.charAt(length) + tag + toText(crypt(keys, tag, packed, length), length);
}

/** The value of a sealed body; undefined when its tag is wrong or the value would be written in another way. */
function unseal(keys: TenantKeys, body: string): string | undefined {
  const length = alphabet.indexOf(body.charAt(0));
  const tag = body.slice(1, 1 + tagLength);
  const packed = crypt(keys, tag, toNumber(body.slice(1 + tagLength)), length);
  const value = unpackValue(packed);
  if (value === undefined || keyedText(keys.tag, value, tagLength) !== tag) return undefined;
  return packValue(value) === packed ? value : undefined;
}

/** XORs with the AES-256-CTR key stream of this tag and length; its own inverse. */
function crypt(keys: TenantKeys, tag: string, number: bigint, length: number): bigint {
  const bits = length * bitsPerCharacter;
  const bytes = Math.ceil(bits / 8);
  const iv = Buffer.alloc(16);
  iv.write(tag, 0, 'latin1');
  iv.writeUInt8(length, 11);
  const input = Buffer.from(number.toString(16).padStart(bytes * 2, '0'), 'hex');
  const output = createCipheriv('aes-256-ctr', keys.cipher, iv).update(input);
  return BigInt.asUintN(bits, BigInt(`0x${output.toString('hex')}`));
}

function hashBody(keys: TenantKeys, value: string): string {
  const hash = keyedText(keys.stored, value, hashLength);
  return `0${hash}${checkOf(keys, hash)}`;
}

/** Check characters: a damaged or invented token is recognised without a lookup in the store. */
function checkOf(keys: TenantKeys, hash: string): string {
  return keyedText(keys.check, hash, checkLength);
}

/** The first characters (5 bits each) of an HMAC-SHA-256 of the value in UTF-16. */
function keyedText(key: HmacKey, value: string, length: number): string {
  const bits = BigInt(length * bitsPerCharacter);
  const digest = key.digestOf(value).slice(0, 32);
  return toText(BigInt(`0x${digest}`) >> (128n - bits), length);
}

function toText(number: bigint, length: number): string {
  let text = '';
  for (const digit of number.toString(32).padStart(length, '0')) text += ownDigits[digit] ?? '';
  return text;
}

function toNumber(text: string): bigint {
  let number = 0n;
  for (const character of text) number = number * 32n + BigInt(alphabet.indexOf(character));
  return number;
}
