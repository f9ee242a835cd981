import { isJsonObject, type JsonObject } from '@codegate/kernel';
import { maxTokensOf } from '@codegate/models';

/** Input tokens of a request, as many as it may have. */
export type InputEstimate = {
  /** Of what the request holds. */
  readonly held: number;
  /** Of what it only refers to: earlier responses, files, documents at an address. The gateway never sees those. */
  readonly referredTo: number;
};

/** An image in high resolution at Anthropic, or in 32-pixel patches at OpenAI. */
const tokensPerImage = 5_000;
/** OpenAI charges `gpt-4o-mini` for 2 833 tokens and 5 667 of each of up to eight tiles. */
const tokensPerImageOf4oMini = 48_200;
/** Anthropic: 1 500 to 3 000 tokens of text a page, and the page as an image. */
const tokensPerPage = 4_500;
const base64PerPage = 20_000;
/** More pages no provider takes. */
const maxPages = 600;
/** Audio has 10 tokens a second at OpenAI, at several times the price of text, and 1 KB a second at least. */
const base64PerAudioToken = 20;
/** Reasoning as providers hand it out: signed or encrypted, so no text of the caller. */
const base64PerReasoningToken = 4;
/** A file or an earlier response may fill the context of most models. */
const tokensPerReference = 200_000;

const base64 = /^(?:data:[\w.+-]{1,100}\/[\w.+-]{1,100};base64,)?[A-Za-z0-9+/_-]*={0,2}$/;
/** Where the wire formats have files: type of the block and name of the member. */
const files: ReadonlyMap<string, 'image' | 'document' | 'audio' | 'reasoning' | 'item'> = new Map([
  ['image.source', 'image'],
  ['image_url.image_url', 'image'],
  ['input_image.image_url', 'image'],
  ['input_image.file_id', 'image'],
  ['computer_screenshot.image_url', 'image'],
  ['image_generation_call.result', 'image'],
  ['document.source', 'document'],
  ['file.file', 'document'],
  ['input_file.file_data', 'document'],
  ['input_file.file_id', 'document'],
  ['input_file.file_url', 'document'],
  ['input_audio.input_audio', 'audio'],
  ['thinking.signature', 'reasoning'],
  ['redacted_thinking.data', 'reasoning'],
  ['reasoning.encrypted_content', 'reasoning'],
  ['compaction.encrypted_content', 'reasoning'],
  ['item_reference.id', 'item'],
]);
/** Members that hold the content of a message or of a tool's result. */
const contents: ReadonlySet<string> = new Set(['content', 'output']);

/**
 * The most input tokens a request may have. A file counts as what it is only where its wire format has files, in the
 * blocks of a message or of a tool's result, and only if it is base64 in whole. Everything else is text.
 */
export function estimateInput(json: JsonObject, model: string): InputEstimate {
  const walk = new InputWalk(/4o-mini/i.test(model) ? tokensPerImageOf4oMini : tokensPerImage);
  for (const field in json) {
    const value = json[field];
    walk.held += maxTokensOf(field);
    if (refersToMore(field, value)) walk.referredTo += tokensPerReference;
    if (field === 'messages' || field === 'input') walk.messages(value);
    else walk.text(value);
  }
  return { held: walk.held, referredTo: walk.referredTo };
}

/** An earlier response, a conversation or a prompt that the provider keeps. */
function refersToMore(field: string, value: unknown): boolean {
  if (value === null) return false;
  if (field === 'prompt') return isJsonObject(value);
  return field === 'previous_response_id' || field === 'conversation';
}

/** Counts while it goes through a body. */
class InputWalk {
  held = 0;
  referredTo = 0;

  constructor(private readonly tokensPerImage: number) {}

  messages(value: unknown): void {
    if (Array.isArray(value)) for (const message of value) this.block(message);
    else this.text(value);
  }

  /** A message, an item of the input, or a block in one of them. */
  private block(value: unknown): void {
    if (!isJsonObject(value)) {
      this.text(value);
      return;
    }
    for (const name in value) {
      const member = value[name];
      this.held += maxTokensOf(name);
      if (contents.has(name)) this.content(member);
      else if (!this.isFile(value, name, member)) this.text(member);
    }
  }

  private content(value: unknown): void {
    if (Array.isArray(value)) for (const block of value) this.block(block);
    else if (isJsonObject(value)) this.block(value);
    else this.text(value);
  }

  /** Counts a member that holds a file, or refers to one. */
  private isFile({ type, detail }: JsonObject, name: string, member: unknown): boolean {
    switch (files.get(`${String(type)}.${name}`)) {
      case 'image':
        return this.image(member, detail);
      case 'document':
        return this.document(member);
      case 'audio':
        return this.encoded(member, base64PerAudioToken);
      case 'reasoning':
        return this.encoded(member, base64PerReasoningToken);
      case 'item':
        this.referredTo += tokensPerReference;
        return true;
      case undefined:
        return false;
    }
  }

  private image(member: unknown, detail: unknown): boolean {
    const data = dataOf(member);
    if (data !== undefined && !isFileOrAddress(data)) return false;
    const isOriginal =
      detail === 'original' || (isJsonObject(member) && member.detail === 'original');
    this.held += isOriginal ? 2 * this.tokensPerImage : this.tokensPerImage;
    return true;
  }

  private document(member: unknown): boolean {
    if (isJsonObject(member) && member.type === 'content') {
      this.content(member.content);
      return true;
    }
    if (isJsonObject(member) && member.type === 'text') return false;
    const data = dataOf(member);
    if (data === undefined || isAddress(data) || data.length < 200) {
      this.referredTo += tokensPerReference;
      return true;
    }
    if (!base64.test(data)) return false;
    const pages = Math.min(maxPages, Math.ceil(data.length / base64PerPage));
    this.held += pages * tokensPerPage;
    return true;
  }

  private encoded(member: unknown, base64PerToken: number): boolean {
    const data = dataOf(member);
    if (data === undefined || !base64.test(data)) return false;
    this.held += Math.ceil(data.length / base64PerToken);
    return true;
  }

  /** All texts and names in a value. */
  text(value: unknown): void {
    if (typeof value === 'string') this.held += 1 + maxTokensOf(value);
    else if (Array.isArray(value)) for (const item of value) this.text(item);
    else if (isJsonObject(value)) {
      for (const name in value) {
        this.held += 1 + maxTokensOf(name);
        this.text(value[name]);
      }
    } else this.held += typeof value === 'number' ? String(value).length : 1;
  }
}

/** The data of a file in the shapes of the wire formats; undefined where it is only referred to. */
function dataOf(member: unknown): string | undefined {
  if (typeof member === 'string') return member;
  if (!isJsonObject(member)) return undefined;
  const data = member.data ?? member.url ?? member.file_data;
  return typeof data === 'string' ? data : undefined;
}

/** Longer texts are no address and no id. */
const maxAddressLength = 4_096;

function isAddress(data: string): boolean {
  return data.length <= maxAddressLength && /^https?:\/\//i.test(data);
}

function isFileOrAddress(data: string): boolean {
  return isAddress(data) || base64.test(data);
}
