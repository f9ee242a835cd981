import { describe, expect, it } from '@jest/globals';

import { columnBelow, isRule } from './table-columns.js';

const isRuleLine = (line: string) => isRule(line, 0, line.length);
const valuesBelow = (text: string, name: string) =>
  columnBelow(text, text.indexOf(name)).map(({ start, end }) => text.slice(start, end));

describe('isRule', () => {
  it.each(['|---|---|', '| --- | :---: |', '----+----', ' -- --', '|---|\r', '|:--|--:|'])(
    'accepts %j',
    (line) => expect(isRuleLine(line)).toBe(true),
  );

  it.each(['', '| |', '-', '| - |', '--- see wiki', '|--|\r|', '::--'])('refuses %j', (line) =>
    expect(isRuleLine(line)).toBe(false),
  );
});

describe('columnBelow', () => {
  it('reads a Markdown table with Windows line ends', () => {
    const text = '| Name | Phone |\r\n|------|-------|\r\n| Bob Smith | 212-555-0100 |\r\n';
    expect(valuesBelow(text, 'Phone')).toEqual(['212-555-0100']);
  });

  it('reads a line of many dashes once (security review C1: exponential time)', () => {
    const rule = '-'.repeat(500_000);
    // With the former expression 60 dashes took longer than anybody waited.
    expect(valuesBelow(`| user | password |\n| ${rule} see wiki`, 'password')).toEqual([]);
    expect(valuesBelow(`| user | password |\n|${'\t '.repeat(250_000)}x`, 'password')).toEqual([]);
  });
});
