import type { JsonObject } from '@codegate/kernel';

/** Restores one text that arrives in pieces. */
export type PieceRestorer = {
  /** What can be sent now; the end is held back while it could be the beginning of a replacement. */
  push(piece: string): string;
  /** What was held back. */
  end(): string;
};

/** Puts original values back in the place of replacements; the guardrails provide it. */
export type TextRestorer = {
  /** A complete text. */
  text(text: string): string;
  /** A complete text of JSON, such as the arguments of a tool call. */
  json(text: string): string;
  /** A complete body of the dialect. */
  body(dialect: string, body: JsonObject): JsonObject;
  /** A text in pieces; `json` for arguments of tool calls, `argument` where they are plain text. */
  field(kind: 'text' | 'json' | 'argument'): PieceRestorer;
};

/** One event of a stream; `name` is absent where the format names none. */
export type NamedEvent = { name: string | undefined; data: JsonObject };

/** Restores a stream that is passed through, in its own wire format. */
export type StreamRestorer = {
  /** The event with its values, after what was held back before it; nothing while all of it is held back. */
  push(event: NamedEvent): NamedEvent[];
};
