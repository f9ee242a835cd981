import type { Change, FilePart, ImagePart } from '../model.js';
import { refuse } from '../request/refuse.js';
import { readTextFile } from './text-file.js';

/** The note that replaces an image or a document that cannot be sent. */
export function describeMissingMedia(part: ImagePart | FilePart): string {
  const what = part.type === 'image' ? 'image' : 'document';
  const name = part.type === 'file' && part.name !== undefined ? ` ${part.name}` : '';
  const url = part.url === undefined ? '' : ` at ${part.url}`;
  return `[${what}${name}${url} left out: the model cannot read it]`;
}

export function reportMissingMedia(part: ImagePart | FilePart, changes: Change[]): void {
  const what = part.type === 'image' ? 'image' : 'document';
  changes.push({
    action: 'changed',
    path: part.type === 'file' && part.name !== undefined ? `messages (${part.name})` : 'messages',
    reason: `the target cannot read this ${what}; it was replaced by a note`,
  });
}

/** The text of a text document, title first; undefined for other documents. */
export function readDocumentText(part: FilePart): string | undefined {
  const text = readTextFile(part);
  if (text === undefined) return undefined;
  return part.name === undefined ? text : `${part.name}\n\n${text}`;
}

/** An uploaded file exists only on the account it was uploaded to. */
export function refuseForeignFile(): never {
  refuse(
    'messages',
    'Uploaded files (file_id) are not supported by the model this request is routed to',
  );
}
