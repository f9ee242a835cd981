/**
 * Values that are not the secret itself: placeholders, environment variables, templates, masks, types. They are not
 * replaced, because the model needs them to understand the text.
 */

/** Values are not longer, or only their beginning is looked at. */
const maxValue = 512;

/** @maxLength 512 */
const wholeValue = new RegExp(
  '^(?:' +
    [
      String.raw`[x*.#?_•…-]+`,
      String.raw`<[^<>]*>`,
      String.raw`\[[^\]]*\]`,
      String.raw`\{[^}]*\}+`,
      // References: $VAR, ${VAR}, $(cmd), %s, %(name)s, %VAR%, #{x}, @param, :param, &entity;
      String.raw`\$\{?[A-Za-z_][\w.:-]*\}?|\$\d|\$\(.*|%\w|%\(\w+\)s|%\w+%|#\{.*|@[A-Za-z_]+|:[a-z_]+|&[a-z_]+;?`,
      String.raw`(?:(?:my|your|the|a|an|some|new|old|current|this|test|fake|dummy|mock|sample|example|default|valid|invalid|wrong|secure|strong|random|real|actual|super|very|user|db|database|admin|root|api|app)[-_ ]?)*(?:password|passwd|pass|passphrase|pwd|secret|token|key|value|string|credentials?|apikey|auth|bearer)(?:[-_ ]?(?:here|value|string|key|hash|goes))*[-_]?[0-9]?`,
      'null|nil|none|undefined|true|false|yes|no|on|off|void|never|any|unknown|object|boolean|number|int|str|text|bytes?|char|optional|required|missing|empty|hidden|visible|redacted|masked|omitted|removed|encrypted|changeme|change[-_ ]?(?:me|it|this).*|replace[-_ ]?(?:me|this|with).*|insert[-_ ].*|enter[-_ ].*|put[-_ ].*|todo.*|fixme.*|tbd|n/a|foo|bar|baz|qux|foobar|asdf|lorem|ipsum|example|sample|dummy|placeholder|test|testing',
    ].join('|') +
    ')$',
  'i',
);
/** @maxLength 512 */
const somewhere =
  /x{6,}|\*{3,}|\.{3,}|…|•{2,}|(?<![a-z])your[-_ ]?(?:own[-_ ]?)?[a-z]|[-_ ]here\b|placeholder|change[-_]?me|replace[-_]?me|redacted|\{\{.*\}\}|\$\{[^}]*\}|\$\([^)]*\)|<%.*%>|(?:^|[-_])<[a-z][\w -]*>|process\.env|import\.meta|os\.environ|getenv|env\[|secrets\./i;
/** A repeated character, as in `sk-aaaaaaaa`. */
const repeated = /(.)\1{7,}/;

export function isPlaceholder(text: string): boolean {
  const value = text.length > maxValue ? text.slice(0, maxValue) : text;
  return wholeValue.test(value) || somewhere.test(value) || repeated.test(value);
}

/** @maxLength 512 */
const codeReference =
  /^(?:[A-Za-z_$][\w$]*(?:\??\.|::|->)[A-Za-z_$]|[A-Za-z_$][\w$.]*[([{]|\(|\[|\{|!|&|\*|`?\$\{?|new |await |await$|async |function|lambda|return |typeof |this\b|self\b|@|\||~?\.{0,2}\/)/;

/** Whether an unquoted value is an expression in a program (call, property, variable) or a path. */
export function isCodeReference(value: string): boolean {
  return codeReference.test(value);
}
