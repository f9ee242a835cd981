import { readSignature, tagSignature } from '../reasoning/signature-tag.js';
import type { Signature } from '../model.js';

const tagged = 'cg1.';

/**
 * `encrypted_content` of a reasoning item. OpenAI's own stays as it is; what another vendor made
 * carries its name, so that it can travel through a Responses client and go back to its maker only.
 */
export function writeEncryptedContent(signature: Signature): string {
  if (signature.issuer === 'openai') return signature.value;
  if (signature.issuer !== 'anthropic') return tagSignature(signature);
  return `${tagged}anthropic.${Buffer.from(signature.value, 'utf8').toString('base64')}`;
}

/** The inverse; without a tag it is OpenAI's. */
export function readEncryptedContent(text: string): Signature {
  const signature = text.startsWith(tagged) ? readSignature(text) : undefined;
  return signature ?? { issuer: 'openai', value: text };
}
