import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toFilePart } from '../openai/content.js';
import { readTextFile } from './text-file.js';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

function textOf(file_data: string, filename = 'a.js'): string | undefined {
  const part = toFilePart({ filename, file_data });
  return part.type === 'file' ? readTextFile(part) : undefined;
}

describe('case 43: a file that is text', () => {
  it.each([
    'text/plain',
    'text/x-python',
    'application/javascript',
    'application/x-yaml',
    'application/json',
    'application/ld+json',
    'application/xml',
    'application/toml',
    'application/sql',
    'application/x-sh',
    'application/typescript',
    'application/x-ndjson',
    'application/x-httpd-php',
    'application/octet-stream',
    'image/svg+xml',
    '',
  ])('of type "%s" is read', (type) => {
    expect(textOf(`data:${type};base64,${base64('print(4711) // ä')}`)).toBe('print(4711) // ä');
  });

  it('is read without a data: prefix', () => {
    expect(textOf(base64('a: 1'), 'a.yaml')).toBe('a: 1');
  });

  it.each([
    ['iso-8859-1', base64('ä', 'latin1')],
    ['UTF-16LE', base64('ä', 'utf16le')],
    ['"utf-8"', base64('ä')],
    ['unheard-of', base64('ä')],
  ])('in character set %s is read', (charset, data) => {
    expect(textOf(`data:text/plain;charset=${charset};base64,${data}`)).toBe('ä');
  });

  it('without base64 is read', () => {
    expect(textOf('data:application/json,%7B%22a%22%3A1%7D')).toBe('{"a":1}');
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff') && text !== '');
        expect(textOf(`data:application/octet-stream;base64,${base64(text)}`)).toBe(text);
      }),
    );
  });
});

describe('case 43: a file that is not text', () => {
  it.each([
    ['application/zip', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['application/octet-stream', Buffer.from([0xff, 0xfe, 0xfd])],
    ['audio/mpeg', Buffer.from('ID3')],
    ['application/pdf', Buffer.from('%PDF-1.7')],
  ])('of type %s is not read as text', (type, bytes) => {
    expect(textOf(`data:${type};base64,${bytes.toString('base64')}`)).toBeUndefined();
  });

  it('is a PDF when it begins like one, whatever its type', () => {
    const data = base64('%PDF-1.7');

    expect(toFilePart({ file_data: `data:application/octet-stream;base64,${data}` })).toEqual({
      type: 'file',
      mediaType: 'application/pdf',
      data,
    });
    expect(toFilePart({ file_data: data, filename: 'x' })).toMatchObject({
      mediaType: 'application/pdf',
    });
  });

  it('is an image when its type says so', () => {
    expect(toFilePart({ file_data: 'data:image/png;base64,AAAA', filename: 'a.png' })).toEqual({
      type: 'image',
      mediaType: 'image/png',
      data: 'AAAA',
    });
  });
});
