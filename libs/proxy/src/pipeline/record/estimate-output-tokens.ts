import { isJsonObject, tryParseJson } from '@codegate/kernel';
import type { Dialect, Endpoint } from '@codegate/protocol';

import { bytesOf } from '../admit/estimate-tokens.js';

/** Enough of a stream to tell how much of its bytes is content. */
const sampleBytes = 16 * 1024;
const bytesPerToken = 4;

const contents: Readonly<Record<Dialect, RegExp>> = {
  messages: /"(?:text|thinking|partial_json)" ?: ?"((?:[^"\\]|\\.)*)"/g,
  chat: /"(?:content|reasoning_content|reasoning|arguments)" ?: ?"((?:[^"\\]|\\.)*)"/g,
  responses: /"delta" ?: ?"((?:[^"\\]|\\.)*)"/g,
};

/**
 * Estimates the output tokens of a stream whose provider did not get as far as stating its usage, or never does. While
 * the stream runs this costs next to nothing: bytes are counted, and the last few of them kept by reference.
 */
export class OutputTokenEstimator {
  private total = 0;
  private sample: Buffer[] = [];
  private sampled = 0;

  constructor(private readonly dialect: Dialect) {}

  note(bytes: Buffer): void {
    this.total += bytes.length;
    const last = bytes.subarray(-sampleBytes);
    this.sample.push(last);
    this.sampled += last.length;
    while (this.sample.length > 1 && this.sampled > sampleBytes) {
      this.sampled -= this.sample.shift()?.length ?? 0;
    }
  }

  tokens(): number {
    if (this.sampled === 0) return 0;
    const text = Buffer.concat(this.sample).toString('utf8');
    let content = 0;
    for (const [, value = ''] of text.matchAll(contents[this.dialect])) {
      content += Buffer.byteLength(value);
    }
    return Math.round(((content / this.sampled) * this.total) / bytesPerToken);
  }
}

/** Estimates the output of a whole response that states no usage. Undefined for what is no response of a model. */
export function estimateResponseTokens(
  { dialect, endpoint }: { dialect: Dialect; endpoint: Endpoint },
  body: Buffer,
): number | undefined {
  const text = body.toString('utf8');
  const json = tryParseJson(text);
  if (isJsonObject(json)) {
    if (endpoint === 'embeddings') return 0;
    const content = json.content ?? json.choices ?? json.output ?? [];
    return Math.round(bytesOf(content) / bytesPerToken);
  }
  if (!text.startsWith('data:') && !text.startsWith('event:')) return undefined;
  const meter = new OutputTokenEstimator(dialect);
  meter.note(body);
  return meter.tokens();
}
