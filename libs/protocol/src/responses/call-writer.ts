import { ResponseToolIds } from '../response/response-ids.js';
import { isBlank } from '../json/fields.js';
import { isCompleteJson, readCustomInput } from '../tools/tool-arguments.js';
import type { LlmEvent } from '../model.js';
import type { NameTable } from '../target.js';
import { toCallItem, toCallerCall, toItemId, type CallerCall } from './response-items.js';
import type { OutputLog } from './output-log.js';

type ToolStart = Extract<LlmEvent, { type: 'tool_start' }>;
type Call = CallerCall & {
  index: number;
  /** A free-text tool the upstream knows as a function: its text is inside of JSON, so it has to wait. */
  wrapped: boolean;
  args: string;
  ended: boolean;
};

/** Writes calls of tools. Several may be open at the same time: each event names its item. */
export class CallWriter {
  private readonly calls = new Map<string, Call>();
  private readonly ids: ResponseToolIds;

  constructor(
    private readonly log: OutputLog,
    private readonly names: NameTable,
  ) {
    this.ids = new ResponseToolIds('call_', log.responseId);
  }

  get hasCalls(): boolean {
    return this.calls.size > 0;
  }

  start(event: ToolStart): string {
    const index = this.log.nextIndex;
    const caller = toCallerCall(event, this.names);
    const prefix = caller.kind === 'custom' ? 'ctc' : 'fc';
    const itemId = toItemId(prefix, this.log.responseId, index);
    const callId = this.ids.next(event.id);
    const call: Call = { ...caller, index, itemId, callId, args: '', ended: false };
    this.calls.set(event.key, call);
    return this.log.add(toCallItem(call, 'in_progress', ''));
  }

  addArguments(key: string, delta: string): string {
    const call = this.calls.get(key);
    if (!call || call.ended || delta === '') return '';
    call.args += delta;
    return call.wrapped ? '' : this.emitDelta(call, delta);
  }

  /**
   * The upstream ended the call. When the arguments are incomplete the response may have been cut, which is known
   * only at its end; until then the call is not announced as done.
   */
  end(key: string): string {
    const call = this.calls.get(key);
    if (!call || call.ended || !isWhole(call)) return '';
    return this.finish(call);
  }

  /**
   * The end of the response. It ends the calls too, unless it was cut: then incomplete calls are not
   * announced as done, because Codex would run them.
   */
  endAll(wasCut: boolean): string {
    let events = '';
    for (const call of this.calls.values()) {
      if (call.ended) continue;
      if (!wasCut) events += this.finish(call);
      else this.log.set(call.index, toCallItem(call, 'incomplete', call.args));
    }
    return events;
  }

  private finish(call: Call): string {
    call.ended = true;
    return this.completeArguments(call) + this.emitDone(call);
  }

  private completeArguments(call: Call): string {
    if (call.wrapped) {
      call.args = readCustomInput(call.args);
      return call.args === '' ? '' : this.emitDelta(call, call.args);
    }
    if (call.kind === 'custom' || !isBlank(call.args)) return '';
    // Clients parse the arguments as JSON.
    call.args += '{}';
    return this.emitDelta(call, '{}');
  }

  private emitDelta(call: Call, delta: string): string {
    return this.log.emit(`${eventOf(call)}.delta`, { ...placeOf(call), delta });
  }

  private emitDone(call: Call): string {
    const whole =
      call.kind === 'custom' ? { input: call.args } : { name: call.name, arguments: call.args };
    return (
      this.log.emit(`${eventOf(call)}.done`, { ...placeOf(call), ...whole }) +
      this.log.finish(call.index, toCallItem(call, 'completed', call.args))
    );
  }
}

function isWhole(call: Call): boolean {
  if (call.kind === 'custom' && !call.wrapped) return true;
  return !isBlank(call.args) && isCompleteJson(call.args);
}

function eventOf(call: Call): string {
  return call.kind === 'custom'
    ? 'response.custom_tool_call_input'
    : 'response.function_call_arguments';
}

function placeOf(call: Call): Record<string, unknown> {
  return { item_id: call.itemId, output_index: call.index };
}
