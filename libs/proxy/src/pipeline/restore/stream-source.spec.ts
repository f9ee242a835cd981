import { describe, expect, it } from '@jest/globals';

import { newStreamView } from '@codegate/protocol';

import type { BodySink } from '../forward/body-sink.js';
import type { StreamProcessor } from './stream-processor.js';
import { StreamSource } from './stream-source.js';

/** A processor that passes bytes on; `content`, `error` and `done` set the view. */
function aProcessor(thrown?: Error): StreamProcessor {
  const view = newStreamView();
  return {
    view,
    isBetweenEvents: true,
    original: null,
    push: (chunk) => {
      const text = chunk.toString();
      if (thrown && text.includes('bad')) throw thrown;
      if (text.includes('content')) view.hasContent = true;
      if (text.includes('error')) view.error = { message: text };
      return chunk;
    },
    end: () => {
      if (thrown) throw thrown;
      return Buffer.from('(end)');
    },
    abort: () => null,
  };
}
function aSource(thrown?: Error) {
  const processor = aProcessor(thrown);
  let sink: BodySink | undefined;
  const paused: string[] = [];
  const source = new StreamSource(
    {
      readInto: (given) => (sink = given),
      pause: () => paused.push('pause'),
      resume: () => paused.push('resume'),
      discard: () => paused.push('discard'),
    },
    processor,
    (text) => text.replace('secret', '***'),
    (error) => new Error(`not processed: ${(error as Error).message}`),
  );
  const read: string[] = [];
  const reader: BodySink = {
    data: (bytes) => read.push(bytes.toString()),
    end: () => read.push('ENDED'),
    fail: (error) => read.push(`FAILED ${error.message}`),
  };
  const push = (text: string) => sink?.data(Buffer.from(text));
  return { source, sink: sink!, push, read, reader, paused };
}
const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('StreamSource', () => {
  it('waits for the first content and holds what came before it', async () => {
    const { source, push, read, reader } = aSource();
    const start = source.untilContent();
    push('announcement ');
    await nextTick();
    push('content');
    expect(await start).toBe('content');

    source.readInto(reader);
    expect(read).toEqual(['announcement content']);
  });

  it('handles the chunks of one read together', async () => {
    const { source, push, read, reader } = aSource();
    source.readInto(reader);
    push('a');
    push('b');
    await nextTick();

    expect(read).toEqual(['ab']);
  });

  it('reports an error before any content, and the end of a stream without any', async () => {
    const failed = aSource();
    const error = failed.source.untilContent();
    failed.push('error');
    expect(await error).toBe('error');

    const ended = aSource();
    const end = ended.source.untilContent();
    ended.sink.end();
    expect(await end).toBe('ended');
  });

  it('reports a broken connection to a waiting reader, and to a later one', async () => {
    const { source, sink, read, reader } = aSource();
    const start = source.untilContent();
    sink.fail(new Error('reset'));
    expect(await start).toEqual({ failed: new Error('reset') });

    source.readInto(reader);
    expect(read).toEqual(['FAILED reset']);
  });

  it('gives out the rest of the processor before the end', async () => {
    const { source, sink, push, read, reader } = aSource();
    source.readInto(reader);
    push('content');
    sink.end();
    await nextTick();

    expect(read).toEqual(['content', '(end)', 'ENDED']);
  });

  it("removes the account's key from an error", async () => {
    const { source, push, read, reader } = aSource();
    source.readInto(reader);
    push('error: secret');
    await nextTick();

    expect(read).toEqual(['error: ***']);
  });

  describe('H4: an exception of the processor fails this stream only', () => {
    const thrown = new RangeError('Maximum call stack size exceeded');

    it('before its first content', async () => {
      const { source, push, paused } = aSource(thrown);
      const start = source.untilContent();
      push('bad');

      expect(await start).toEqual({ failed: new Error(`not processed: ${thrown.message}`) });
      expect(paused).toEqual(['discard']);
    });

    it('in the middle, where nothing follows the failure', async () => {
      const { source, sink, push, read, reader } = aSource(thrown);
      source.readInto(reader);
      push('content');
      await nextTick();
      push('bad');
      await nextTick();
      push('more');
      await nextTick();
      sink.end();
      sink.fail(new Error('aborted'));

      expect(read).toEqual(['content', `FAILED not processed: ${thrown.message}`]);
    });

    it('at the end, also with chunks that are not processed yet', () => {
      const atEnd = aSource(thrown);
      atEnd.source.readInto(atEnd.reader);
      atEnd.push('content');
      atEnd.sink.end();
      expect(atEnd.read).toEqual(['content', `FAILED not processed: ${thrown.message}`]);

      const inLastChunk = aSource(thrown);
      inLastChunk.source.readInto(inLastChunk.reader);
      inLastChunk.push('bad');
      inLastChunk.sink.fail(new Error('reset'));
      expect(inLastChunk.read).toEqual([`FAILED not processed: ${thrown.message}`]);
    });
  });

  it('passes back-pressure on to the upstream', () => {
    const { source, paused } = aSource();
    source.pause();
    source.resume();
    source.discard();

    expect(paused).toEqual(['pause', 'resume', 'discard']);
  });
});
