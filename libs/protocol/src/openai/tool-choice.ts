import type { Tool, ToolChoice } from '../model.js';

export type ChosenTools = {
  tools: Tool[];
  toolChoice?: ToolChoice;
  /** A choice only this wire format can express. */
  rest?: unknown;
};

const modes: ReadonlyMap<unknown, ToolChoice> = new Map<unknown, ToolChoice>([
  ['auto', { mode: 'auto' }],
  ['none', { mode: 'none' }],
  ['required', { mode: 'any' }],
]);

/** `auto`, `none` or `required`. */
export function readMode(value: unknown): ToolChoice | undefined {
  return modes.get(value);
}
