import { foldEvents } from '../response/fold-events.js';
import type { LlmEvent } from '../model.js';
import { ToolCallAssembler } from './tool-call-assembler.js';

type Piece = Record<string, unknown>;

function assemble(pieces: Piece[], wasCut = false): { calls: string[]; ended: number } {
  const assembler = new ToolCallAssembler();
  const events: LlmEvent[] = pieces.flatMap((piece) => assembler.push(piece));
  const ends = assembler.end(wasCut);
  const { parts } = foldEvents([...events, { type: 'stop', reason: 'tool_use' }]);
  const calls = parts.map((part) =>
    part.type === 'tool_use' ? `${part.id}:${part.name}${part.args}` : part.type,
  );
  return { calls, ended: ends.length };
}

const piece = (
  index: number | undefined,
  id: string | null | undefined,
  name: string | null | undefined,
  args?: unknown,
): Piece => ({
  ...(index === undefined ? {} : { index }),
  ...(id === undefined ? {} : { id }),
  function: {
    ...(name === undefined ? {} : { name }),
    ...(args === undefined ? {} : { arguments: args }),
  },
});

describe('ToolCallAssembler', () => {
  it.each<[string, Piece[], string[]]>([
    [
      'a plain call in pieces',
      [
        piece(0, 'a', 'f', ''),
        piece(0, undefined, undefined, '{"x"'),
        piece(0, undefined, undefined, ':1}'),
      ],
      ['a:f{"x":1}'],
    ],
    [
      'interleaved parallel calls',
      [
        piece(0, 'a', 'f', '{'),
        piece(1, 'b', 'g', '{'),
        piece(0, undefined, undefined, '}'),
        piece(1, undefined, undefined, '}'),
      ],
      ['a:f{}', 'b:g{}'],
    ],
    [
      'one index for all, other ids',
      [piece(0, 'a', 'f', '{}'), piece(0, 'b', 'f', '{"x":1}')],
      ['a:f{}', 'b:f{"x":1}'],
    ],
    [
      'one index for all, no ids, other names',
      [piece(0, '', 'f', '{}'), piece(0, '', 'g', '{}')],
      [':f{}', ':g{}'],
    ],
    [
      'a new id in each piece, no name',
      [piece(0, 'a', 'f', ''), piece(0, 'b', '', '{"x":'), piece(0, 'c', null, '1}')],
      ['a:f{"x":1}'],
    ],
    [
      'no index, by id',
      [
        piece(undefined, 'a', 'f', '{'),
        piece(undefined, 'b', 'g', '{'),
        piece(undefined, 'a', undefined, '}'),
        piece(undefined, 'b', undefined, '}'),
      ],
      ['a:f{}', 'b:g{}'],
    ],
    [
      'no index, no id: the last call',
      [piece(undefined, 'a', 'f', '{'), piece(undefined, undefined, undefined, '}')],
      ['a:f{}'],
    ],
    [
      'no index, no ids at all',
      [piece(undefined, undefined, 'f', '{}'), piece(undefined, undefined, 'g', '{}')],
      [':f{}', ':g{}'],
    ],
    [
      'the same id twice at two indexes',
      [piece(0, 'a', 'f', '{}'), piece(1, 'a', 'g', '{}')],
      ['a:f{}', 'a:g{}'],
    ],
    [
      'an index out of nowhere without name and id',
      [piece(0, 'a', 'f', '{'), piece(3, undefined, undefined, '}')],
      ['a:f{}'],
    ],
    [
      'late names of parallel calls',
      [
        piece(0, 'a', undefined, '{'),
        piece(1, 'b', undefined, '{'),
        piece(0, undefined, 'f', '}'),
        piece(1, undefined, 'g', '}'),
      ],
      ['a:f{}', 'b:g{}'],
    ],
    [
      'the name in each piece',
      [piece(0, 'a', 'f', '{"x'), piece(0, 'a', 'f', '":1}')],
      ['a:f{"x":1}'],
    ],
    [
      'the name in each piece, without ids',
      [piece(0, '', 'f', '{"x":{}'), piece(0, '', 'f', '}')],
      [':f{"x":{}}'],
    ],
    [
      'the whole arguments again',
      [piece(0, 'a', 'f', '{"x":1}'), piece(0, 'a', 'f', '{"x":1}')],
      ['a:f{"x":1}'],
    ],
    ['arguments as an object', [piece(0, 'a', 'f', { x: 1 })], ['a:f{"x":1}']],
    ['arguments null', [piece(0, 'a', 'f', null)], ['a:f']],
    [
      'white space after complete arguments',
      [piece(0, 'a', 'f', '{}'), piece(0, undefined, undefined, '\n')],
      ['a:f{}\n'],
    ],
    ['a call that never gets a name', [piece(0, 'a', undefined, '{}')], []],
  ])('reads %s', (_title, pieces, expected) => {
    expect(assemble(pieces).calls).toEqual(expected);
  });

  it('leaves an incomplete call of a cut response open', () => {
    const pieces = [piece(0, 'a', 'f', '{}'), piece(1, 'b', 'g', '{"x":')];

    expect(assemble(pieces, true).ended).toBe(1);
    expect(assemble(pieces, false).ended).toBe(2);
  });
});
