import { readNumber, readString } from '../json/fields.js';
import type { LlmRequest, TextPart, ToolChoice, WebSearchOptions } from '../model.js';
import { formatOf } from '../registry.js';
import type { Target } from '../target.js';
import type { ToolTarget } from '../tools/foreign-tools.js';
import { toDomainInstruction } from '../tools/web-search-options.js';

/** The web search tool of a request for a target of another wire format. */
export class WebSearchTranslation implements ToolTarget {
  readonly dialect: string;
  private options: WebSearchOptions | undefined;
  private readonly instructions: string[] = [];

  constructor(
    private readonly request: LlmRequest,
    private readonly target: Target,
  ) {
    this.dialect = target.dialect;
  }

  toWebSearch: ToolTarget['toWebSearch'] = (tool) => {
    const { caller, writer } = this;
    if (!caller || !writer || tool.dialect !== this.request.dialect) return null;
    if (!caller.isTool(tool.type)) return null;
    const maxCalls = readNumber(this.request.extra.max_tool_calls);
    const options = caller.read(tool.raw);
    if (maxCalls !== undefined) options.maxUses ??= maxCalls;
    this.options ??= options;
    const { tool: written, lost } = writer.write(options);
    const instruction = toDomainInstruction(options, lost);
    if (instruction !== '') this.instructions.push(instruction);
    const note = lost.length === 0 ? '' : `, which has no place for ${lost.join(', ')}`;
    return { tool: written, note };
  };

  /** The request with what the tool alone does not tell: a forced search, how many, and sites it must not use. */
  apply(request: LlmRequest): LlmRequest {
    const { options } = this;
    if (!options) return request;
    const { toolChoice } = request;
    const system: TextPart[] = this.instructions.map((text) => ({ type: 'text', text }));
    return {
      ...request,
      system: [...request.system, ...system],
      ...(toolChoice ? { toolChoice: this.translateChoice(toolChoice) } : {}),
      ...(options.maxUses === undefined ? {} : { maxHostedCalls: options.maxUses }),
    };
  }

  private translateChoice(choice: ToolChoice): ToolChoice {
    const { caller, writer } = this;
    const chosen = this.request.tools.find(
      (tool) =>
        tool.kind === 'hosted' &&
        ((choice.mode === 'hosted' && choice.type === tool.type) ||
          (choice.mode === 'tool' && choice.name === readString(tool.raw.name))),
    );
    if (!writer || chosen?.kind !== 'hosted' || !caller?.isTool(chosen.type)) return choice;
    const { tool } = writer.write({});
    const name = readString(tool.name);
    return name === undefined
      ? { mode: 'hosted', type: String(tool.type) }
      : { mode: 'tool', name };
  }

  private get caller() {
    return formatOf(this.request.dialect).request.webSearch;
  }

  /** Only providers that run searches have the tool. */
  private get writer() {
    const { issuer, dialect } = this.target;
    if (issuer !== 'anthropic' && issuer !== 'openai') return null;
    const { webSearch } = formatOf(dialect).request;
    return webSearch?.isAvailable?.(this.target.model) === false ? null : webSearch;
  }
}
