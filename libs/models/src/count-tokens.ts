import type { LlmRequest, Part, Tool } from '@codegate/protocol';

import { countTextTokens } from './tokenizer.js';

/** Anthropic's rule of thumb for an image whose size is not known. */
const tokensPerImage = 1_600;
/** PDFs are read as text and image; a page has about this many bytes in base64. */
const base64PerPdfPage = 100_000;
const tokensPerPdfPage = 2_000;
/** Role and separators of a message (OpenAI cookbook, "How to count tokens"). */
const tokensPerMessage = 4;
const tokensPerTool = 12;
/** Claude's tokenizer is not public; its counts are about this much above o200k's. */
const claudeFactor = 1.15;

/**
 * Estimates the input tokens of a request with the tokenizer of OpenAI's current models. Tool definitions count as
 * JSON.
 *
 * @param model the model that will be asked
 * @throws GatewayError `rate_limited` when too many estimates wait for the tokenizer
 */
export async function estimateInputTokens(request: LlmRequest, model: string): Promise<number> {
  const texts = [
    ...request.system.map(({ text }) => text),
    ...request.messages.flatMap(({ parts }) => parts.flatMap(textsOf)),
    ...request.tools.map(textOfTool),
  ];
  const tokens =
    (request.messages.length + 1) * tokensPerMessage +
    request.tools.length * tokensPerTool +
    request.messages.reduce((sum, { parts }) => sum + mediaTokens(parts), 0) +
    (await countTextTokens(texts));
  return Math.ceil(/claude/i.test(model) ? tokens * claudeFactor : tokens);
}

function textsOf(part: Part): string[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
    case 'thinking':
      return [part.text];
    case 'tool_use':
      return [part.name, part.args];
    case 'tool_result':
      return part.parts.flatMap(textsOf);
    case 'file':
      return part.text === undefined ? [] : [part.text];
    default:
      return [];
  }
}

function mediaTokens(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => {
    if (part.type === 'image') return sum + tokensPerImage;
    if (part.type === 'tool_result') return sum + mediaTokens(part.parts);
    if (part.type !== 'file' || part.data === undefined) return sum;
    return sum + Math.ceil(part.data.length / base64PerPdfPage) * tokensPerPdfPage;
  }, 0);
}

function textOfTool(tool: Tool): string {
  if (tool.kind !== 'function') return JSON.stringify(tool.raw);
  return JSON.stringify({
    name: tool.name,
    description: tool.description,
    parameters: tool.schema,
  });
}
