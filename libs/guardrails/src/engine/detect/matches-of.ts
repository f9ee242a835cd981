/**
 * All matches of an expression. Unlike `matchAll` it uses the expression itself, not a copy, whose code the engine
 * has to look up each time and to compile again when a garbage collection dropped it.
 *
 * @param expression with the flag `g`; matches at least one character
 */
export function matchesOf(expression: RegExp, text: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    matches.push(match);
  }
  return matches;
}
