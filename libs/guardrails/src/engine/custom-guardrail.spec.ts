import { compileCustomGuardrail, problemOfCustomGuardrail } from './custom-guardrail.js';
import type { CustomGuardrail } from './types.js';

const aRule = (rule: { pattern: string } | { words: string[] }): CustomGuardrail => ({
  name: 'rule',
  category: 'custom',
  mode: 'anonymize',
  ...rule,
});

function valuesIn(rule: { pattern: string } | { words: string[] }, text: string): string[] {
  const found: string[] = [];
  compileCustomGuardrail(aRule(rule)).find(text, (start, end) =>
    found.push(text.slice(start, end)),
  );
  return found;
}

describe('custom guardrails', () => {
  it('find what their expression matches', () => {
    expect(valuesIn({ pattern: 'EMP-\\d{5}' }, 'EMP-12345 and emp-1, EMP-99999')).toEqual([
      'EMP-12345',
      'EMP-99999',
    ]);
  });

  it('find words as whole words, in any case, the longest first', () => {
    const words = ['Falcon', 'Falcon Heavy', 'Ö'];

    expect(valuesIn({ words }, 'falcon heavy, FALCON; falconry ö')).toEqual([
      'falcon heavy',
      'FALCON',
      'ö',
    ]);
  });

  it.each([
    ['a syntax error', 'a('],
    ['look-around', '(?<=x)y'],
    ['a back-reference', '(a)\\1'],
    ['nothing', ''],
    ['empty text', 'a*'],
    ['blanks', '\\s'],
    ['huge counts', '(?:[a-z]{1,90}x){1,90}'],
    ['counts beyond the limit', 'a{5000}'],
  ])('are refused for %s', (_case, pattern) => {
    expect(problemOfCustomGuardrail(aRule({ pattern }))).toEqual(expect.any(String));
  });

  it('are refused without words', () => {
    expect(problemOfCustomGuardrail(aRule({ words: [' '] }))).toEqual(expect.any(String));
  });

  it('take linear time for expressions that are exponential in other engines', () => {
    const before = process.cpuUsage();

    expect(
      valuesIn({ pattern: '(?:a+)+$|(?:x|xx)+y' }, 'a'.repeat(20_000) + '!' + 'x'.repeat(20_000)),
    ).toEqual([]);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000);
  });

  it.each(['PROJ-\\d+(?:.*CONFIDENTIAL)?', 'INV-[0-9]+(?: .*paid)?', '(?i)ticket \\d+(.*closed)?'])(
    'M11: refuses %s, which searches the rest of the text for each match',
    (pattern) => {
      expect(
        problemOfCustomGuardrail({ name: 'x', category: 'project', mode: 'anonymize', pattern }),
      ).toMatch(/would take too long/);
    },
  );

  it.each([
    'PROJ-\\d+',
    '[A-Z]{2,5}-\\d{3,6}',
    '(?i)acme|globex',
    '\\bcustomer \\d+(?:-\\d+)*\\b',
    'BEGIN.*END',
  ])('M11: accepts %s', (pattern) => {
    expect(
      problemOfCustomGuardrail({ name: 'x', category: 'project', mode: 'anonymize', pattern }),
    ).toBeUndefined();
  });

  it('M11: a rule that needs too long for a text refuses the request', () => {
    // The sample of this pattern does not match, so it is not recognised when it is stored.
    const pattern = '(?:PROJ|ID)[-]\\d+(?:(?:.*)CONFIDENTIAL)?';
    const rule = compileCustomGuardrail({
      name: 'x',
      category: 'project',
      mode: 'anonymize',
      pattern,
    });
    const before = performance.now();

    expect(() => rule.find('PROJ-1 '.repeat(8_000), () => undefined)).toThrow(/takes too long/);

    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
