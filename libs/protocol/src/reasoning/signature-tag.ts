import type { Issuer, Signature } from '../model.js';

const prefix = 'cg1.';
const issuers: ReadonlySet<string> = new Set<Issuer>([
  'anthropic',
  'openai',
  'deepseek',
  'gemini',
  'openrouter',
  'glm',
  'minimax',
  'unknown',
]);

export function isIssuer(text: string): text is Issuer {
  return issuers.has(text);
}

/**
 * The signature in the form an Anthropic client carries it: Anthropic's own as it is, a foreign one as
 * `cg1.<issuer>.<base64>`, so that it can be kept from everybody but its issuer (alphaXiv/agents#61).
 */
export function tagSignature(signature: Signature): string {
  if (signature.issuer === 'anthropic') return signature.value;
  return `${prefix}${signature.issuer}.${Buffer.from(signature.value, 'utf8').toString('base64')}`;
}

/** The inverse. Untagged means Anthropic; empty means that there is none. */
export function readSignature(text: string): Signature | undefined {
  if (text === '') return undefined;
  if (!text.startsWith(prefix)) return { issuer: 'anthropic', value: text };
  const dot = text.indexOf('.', prefix.length);
  const issuer = dot === -1 ? '' : text.slice(prefix.length, dot);
  if (!isIssuer(issuer)) return { issuer: 'unknown', value: text };
  return { issuer, value: Buffer.from(text.slice(dot + 1), 'base64').toString('utf8') };
}

/** The signature with the upstream's issuer, where the reader could not know the issuer. */
export function issuedBy(signature: Signature, upstream: Issuer): Signature {
  return signature.issuer === 'unknown' ? { issuer: upstream, value: signature.value } : signature;
}
