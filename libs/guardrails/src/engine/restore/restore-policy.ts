/**
 * `text`: plain text. `json`: JSON in a string, complete or a fragment, such as the arguments of a tool call. `argument`:
 * plain text within the arguments of a tool call.
 */
export type TextKind = 'text' | 'json' | 'argument';

/** Decides which tokens of a response are restored. Whatever it does not allow stays as it is. */
export type RestorePolicy = {
  /** Tokens of the first CodeGate belong to an installation, so no tenant may restore them. */
  readonly restoresLegacy: boolean;
  /**
   * @param token as it is in the text that was sent, in lower case and without the domain of an e-mail token
   * @param prefix tells of which guardrail it is
   */
  allows(token: string, prefix: string, kind: TextKind): boolean;
  /** @param host of a URL in which the token stands, in lower case; it may be the token itself */
  allowsHost(host: string, prefix: string, kind: TextKind): boolean;
};
