import { tryParseJson, isJsonObject } from '@codegate/kernel';

import type { RegisteredEndpoint } from '../registry.js';
import { bytesOf } from '../request/text-bytes.js';
import type { WireFormat } from '../wire-format.js';

/** A sample of a stream from which the share of generated text is estimated. */
const sampleBytes = 16 * 1024;
const bytesPerToken = 4;

/**
 * Estimates the output tokens of a stream whose usage did not arrive. While the stream runs, this only counts bytes
 * and keeps the last few of them by reference.
 */
export class OutputTokenEstimator {
  private total = 0;
  private sample: Buffer[] = [];
  private sampled = 0;

  constructor(private readonly format: WireFormat) {}

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
    for (const [, value = ''] of text.matchAll(this.format.stream.generatedText)) {
      content += Buffer.byteLength(value);
    }
    return Math.round(((content / this.sampled) * this.total) / bytesPerToken);
  }
}

/**
 * Estimates the output tokens of a complete response without usage.
 *
 * @returns undefined for a body that is not the response of a model
 */
export function estimateOutputTokens(
  { format, generatesText }: Pick<RegisteredEndpoint, 'format' | 'generatesText'>,
  body: Buffer,
): number | undefined {
  const text = body.toString('utf8');
  const json = tryParseJson(text);
  if (isJsonObject(json)) {
    if (!generatesText) return 0;
    return Math.round(bytesOf(format.response.generatedContent(json)) / bytesPerToken);
  }
  if (!text.startsWith('data:') && !text.startsWith('event:')) return undefined;
  const estimator = new OutputTokenEstimator(format);
  estimator.note(body);
  return estimator.tokens();
}
