import type { Tool } from '../model.js';
import type { LlmRequest } from '../model.js';
import type { Target } from '../target.js';
import { readObject, readString } from '../json/fields.js';

type CustomTool = Extract<Tool, { kind: 'custom' }>;

/** Whether tools called with free text can be offered as such; otherwise they become functions. */
export function takesCustomTools(request: LlmRequest, target: Target): boolean {
  return (
    target.quirks.customTools ??
    (target.dialect === 'responses' || request.dialect === target.dialect)
  );
}

/** Description of a free-text tool offered as a function: the model must still see the grammar. */
export function describeCustomTool(tool: CustomTool): string {
  const format = readObject(tool.raw.format);
  const definition = readString(format?.definition);
  const grammar =
    definition === undefined
      ? ''
      : `The input must match this ${readString(format?.syntax) ?? ''} grammar:\n${definition}`;
  return [tool.description ?? '', 'Put the whole free-form text into `input`.', grammar]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Arguments of a call to such a tool. */
export function writeCustomInput(input: string): string {
  return JSON.stringify({ input });
}
