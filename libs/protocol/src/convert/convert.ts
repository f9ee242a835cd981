import type { Change, LlmRequest } from '../model.js';
import { formatOf } from '../registry.js';
import type { Target, WrittenRequest } from '../target.js';
import { translateTools } from '../tools/foreign-tools.js';
import { WebSearchTranslation } from './translate-web-search.js';

/**
 * Writes a request in the wire format of its target.
 *
 * @returns the body, with everything that was changed on the way
 * @throws GatewayError `invalid_request` that names what the target cannot express
 */
export function convertRequest(given: LlmRequest, target: Target): WrittenRequest {
  const caller = formatOf(given.dialect).request;
  const summaryRequest = given.asksForSummary ? caller.toSummaryRequest?.(given) : undefined;
  const request = summaryRequest ?? given;
  const writer = formatOf(target.dialect).request;
  caller.refuseUntranslatable?.(request, target);
  const changes: Change[] = [...(request.changes ?? [])];
  if (summaryRequest) changes.push(summaryChange);
  const webSearch = new WebSearchTranslation(request, target);
  const tools = translateTools(request.tools, webSearch, changes);
  if (request.dialect !== target.dialect) reportToolKeys(request, changes);
  const { effortField } = caller;
  return writer.write(webSearch.apply({ ...request, tools, changes, effortField }), target);
}

const summaryChange: Change = {
  action: 'changed',
  path: 'input',
  reason: 'the target has no compaction; it is asked for a summary',
};

/** Keys of tools only the caller's own wire format knows; no other writer sends them. */
function reportToolKeys(request: LlmRequest, changes: Change[]): void {
  request.tools.forEach((tool, index) => {
    if (tool.kind !== 'function' || !tool.extra) return;
    const reason = `${Object.keys(tool.extra).join(', ')} is not known there`;
    changes.push({ action: 'dropped', path: `tools[${index}]`, reason });
  });
}
