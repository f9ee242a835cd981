import { describe, expect, it } from '@jest/globals';

import { nameModelInBody, nameModelInStream } from './name-model.js';

const inStream = (text: string, path: string[]) =>
  nameModelInStream(Buffer.from(text), path, 'asked').toString();

describe('nameModelInStream', () => {
  it('changes the name where the events of each format have it, and no other byte', () => {
    const chat =
      'data: {"id":"1", "model" : "up","choices":[{"delta":{"content":"\\"model\\":\\"up\\""}}]}\n\n';
    expect(inStream(chat, ['model'])).toBe(chat.replace('"model" : "up"', '"model" : "asked"'));

    const start =
      'event: message_start\r\ndata: {"message":{"model":"up","tools":{"model":"x"}}}\r\n\r\n';
    expect(inStream(start + start, ['message', 'model'])).toBe(
      (start + start).replaceAll('{"model":"up"', '{"model":"asked"'),
    );
  });

  it.each([
    'data: {"other":{"model":"up"}}\n\n',
    'data: {"model":null}\n\n',
    'data: {"model":"up"\n\n',
    ': "model"\n\n',
    'data: [DONE]\n\n',
    'data: ["model"]\n\n',
  ])('leaves %j as it is', (text) => {
    const bytes = Buffer.from(text);
    expect(nameModelInStream(bytes, ['model'], 'asked')).toBe(bytes);
  });
});

describe('nameModelInBody', () => {
  it('changes the outermost name only', () => {
    const body = '{"a":{"model":"x"},"model":"up","n":1.50}';
    expect(nameModelInBody(Buffer.from(body), 'a"b').toString()).toBe(
      '{"a":{"model":"x"},"model":"a\\"b","n":1.50}',
    );
  });
});
