import { describe, expect, it } from '@jest/globals';

import { newStreamView } from '@codegate/protocol';

import type { BodySink } from '../forward/upstream-client.js';
import type { StreamProcessor } from './stream-processor.js';
import { StreamSource } from './stream-source.js';

/** A processor that passes bytes on; `content`, `error` and `done` set the view. */
function aProcessor(): StreamProcessor {
  const view = newStreamView();
  return {
    view,
    isBetweenEvents: true,
    original: null,
    push: (chunk) => {
      const text = chunk.toString();
      if (text.includes('content')) view.hasContent = true;
      if (text.includes('error')) view.error = { message: text };
      return chunk;
    },
    end: () => Buffer.from('(end)'),
    abort: () => null,
  };
}
function aSource() {
  const processor = aProcessor();
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

  it('passes back-pressure on to the upstream', () => {
    const { source, paused } = aSource();
    source.pause();
    source.resume();
    source.discard();

    expect(paused).toEqual(['pause', 'resume', 'discard']);
  });
});
