import type { JsonObject } from '@codegate/kernel';

import { toDataUri } from '../media/data-uri.js';
import {
  describeMissingMedia,
  readDocumentText,
  refuseForeignFile,
  reportMissingMedia,
} from '../media/missing-media.js';
import type { Change, FilePart, ImagePart, LlmRequest, Part } from '../model.js';
import type { Target } from '../target.js';

/** The separator of the texts of one message when they become one. */
export const textSeparator = '\n\n';

/** Writes the content of user and tool messages, as far as the target can read it. */
export class ContentWriter {
  private toldAboutCache = false;

  constructor(
    private readonly request: LlmRequest,
    private readonly target: Target,
    private readonly changes: Change[],
  ) {}

  /** A plain text when there is nothing but text, which every server takes; a list otherwise. */
  write(parts: readonly Part[]): string | JsonObject[] {
    const written = parts.flatMap((part) => this.writePart(part));
    const texts: string[] = [];
    for (const part of written) {
      if (part.type !== 'text' || typeof part.text !== 'string' || part.cache_control)
        return written;
      texts.push(part.text);
    }
    return texts.join(textSeparator);
  }

  private writePart(part: Part): JsonObject[] {
    switch (part.type) {
      case 'text':
      case 'refusal':
        return part.text === ''
          ? []
          : [{ type: 'text', text: part.text, ...this.writeCache(part) }];
      case 'image':
        return [this.writeImage(part)];
      case 'file':
        return [this.writeFile(part)];
      case 'opaque':
        return part.dialect === 'chat' ? [part.raw] : [];
      default:
        return [];
    }
  }

  /** `cache_control` for OpenRouter; OpenAI and most others find out themselves what to cache. */
  writeCache(part: Part): JsonObject {
    if (!('cache' in part) || !part.cache) return {};
    if (this.target.quirks.cacheControl) return { cache_control: part.cache };
    if (!this.toldAboutCache) {
      this.toldAboutCache = true;
      const reason = 'the target caches on its own; marks of the caller are not sent';
      this.changes.push({ action: 'dropped', path: 'cache_control', reason });
    }
    return {};
  }

  private writeImage(part: ImagePart): JsonObject {
    if (!this.target.capabilities.images) return this.writeNote(part);
    const url =
      part.data === undefined ? part.url : toDataUri(part.mediaType ?? 'image/png', part.data);
    if (url === undefined) return refuseForeignFile();
    const detail = part.detail === undefined ? {} : { detail: toChatDetail(part.detail) };
    return { type: 'image_url', image_url: { url, ...detail }, ...this.writeCache(part) };
  }

  private writeFile(part: FilePart): JsonObject {
    const text = readDocumentText(part);
    if (text !== undefined) return { type: 'text', text, ...this.writeCache(part) };
    const file = this.toFile(part);
    return file ? { type: 'file', file, ...this.writeCache(part) } : this.writeNote(part);
  }

  private toFile(part: FilePart): JsonObject | undefined {
    const { quirks, capabilities } = this.target;
    if (part.fileId !== undefined) {
      // The caller's own account may be the target's; a file uploaded to Anthropic never is.
      if (this.request.dialect === 'messages' || !quirks.files) return refuseForeignFile();
      return { file_id: part.fileId };
    }
    if (!quirks.files || !capabilities.pdf) return undefined;
    const filename = part.name ?? 'document.pdf';
    if (part.data !== undefined) {
      return { filename, file_data: toDataUri(part.mediaType ?? 'application/pdf', part.data) };
    }
    return part.url !== undefined && quirks.fileUrls
      ? { filename, file_data: part.url }
      : undefined;
  }

  private writeNote(part: ImagePart | FilePart): JsonObject {
    reportMissingMedia(part, this.changes);
    return { type: 'text', text: describeMissingMedia(part) };
  }
}

/** Chat knows auto, low and high; Codex asks Responses for `original`. */
function toChatDetail(detail: string): string {
  return detail === 'original' ? 'high' : detail;
}
