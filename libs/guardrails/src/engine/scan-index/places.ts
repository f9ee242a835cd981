/** Where places of one kind begin, in ascending order, and where each ends. */
export type Places = { readonly starts: readonly number[]; readonly ends: readonly number[] };

/** What digits and signs may be, judged by the characters around them. The guardrails check it. */
export type ShapeKind =
  | 'at'
  | 'international'
  | 'northAmerican'
  | 'trunkZero'
  | 'threeDigits'
  | 'nineDigits'
  | 'card'
  | 'iban'
  | 'ipV4'
  | 'ipV6'
  | 'houseNumber'
  | 'numberBehindStreet'
  | 'beforeAddress'
  | 'capitals'
  | 'twoDots'
  | 'url'
  | 'escape'
  | 'copyrightSign'
  | 'doubleAngle';

/** A shape, or the kind of a list of keywords. */
export type ScanKind = string;

/** Keywords of one kind. */
export type KeywordList = {
  /** In lower case where the case does not count. The longest of them that matches is reported. */
  readonly words: readonly string[];
  /** Whether letters may be in either case. */
  readonly anyCase?: boolean;
  /** Whether no letter, digit, `_` or `-` may stand before, except the end of an escape sequence. */
  readonly bounded?: boolean;
};
