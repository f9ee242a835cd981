/**
 * All matches of an expression. Unlike `matchAll` it uses the expression itself, not a copy: V8 would have to look up
 * the compiled code of the copy each time, and to compile it again after a garbage collection.
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
