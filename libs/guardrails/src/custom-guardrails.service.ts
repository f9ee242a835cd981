import { SettingsRepository } from '@codegate/database';
import { GatewayError, newId } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';
import { Injectable } from '@nestjs/common';

import type {
  CreateCustomGuardrailDto,
  CustomGuardrailDto,
  CustomGuardrailListDto,
} from './dto/custom-guardrail.dto.js';
import { builtInIds, problemOfCustomGuardrail, type CustomGuardrail } from './engine/index.js';
import {
  customGuardrailsSetting,
  readCustomGuardrails,
  type StoredCustomGuardrail,
} from './guard/rules.js';

const maxRules = 100;

/** The custom guardrails of this installation, checked before they are stored. */
@Injectable()
export class CustomGuardrailsService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly changes: ChangeFeed,
  ) {}

  async list(): Promise<CustomGuardrailListDto> {
    const items = (await this.read()).map(toDto);
    return { items, total: items.length };
  }

  async create(dto: CreateCustomGuardrailDto): Promise<CustomGuardrailDto> {
    const stored = await this.read();
    if (stored.length >= maxRules) {
      throw new GatewayError('conflict', `There are ${maxRules} custom guardrails already`);
    }
    const created = { id: newId(), enabled: dto.enabled ?? true, rule: toRule(dto) };
    await this.write([...stored, created]);
    return toDto(created);
  }

  async replace(id: string, dto: CreateCustomGuardrailDto): Promise<CustomGuardrailDto> {
    const stored = await this.read();
    const index = this.indexOf(stored, id);
    const replaced = { id, enabled: dto.enabled ?? true, rule: toRule(dto) };
    await this.write(stored.with(index, replaced));
    return toDto(replaced);
  }

  async delete(id: string): Promise<void> {
    const stored = await this.read();
    await this.write(stored.toSpliced(this.indexOf(stored, id), 1));
  }

  private indexOf(stored: readonly StoredCustomGuardrail[], id: string): number {
    const index = stored.findIndex((each) => each.id === id);
    if (index === -1) throw new GatewayError('not_found', `There is no custom guardrail ${id}`);
    return index;
  }

  private async read(): Promise<StoredCustomGuardrail[]> {
    return readCustomGuardrails((await this.settings.all()).get(customGuardrailsSetting));
  }

  private async write(rules: readonly StoredCustomGuardrail[]): Promise<void> {
    await this.settings.set({ [customGuardrailsSetting]: JSON.stringify(rules) });
    await this.changes.applyRecorded();
  }
}

/** @throws GatewayError `invalid_request` for a rule that cannot be used or would be too slow */
function toRule({
  name,
  category,
  pattern,
  words,
  mode,
}: CreateCustomGuardrailDto): CustomGuardrail {
  if ((pattern === undefined) === (words === undefined)) {
    throw new GatewayError('invalid_request', 'Either pattern or words is required', {
      field: 'pattern',
    });
  }
  if ((builtInIds as readonly string[]).includes(category)) {
    throw new GatewayError('invalid_request', 'category is the name of a built-in guardrail', {
      field: 'category',
    });
  }
  const about = { name, category, mode: mode ?? ('anonymize' as const) };
  const rule = pattern === undefined ? { ...about, words: words ?? [] } : { ...about, pattern };
  const problem = problemOfCustomGuardrail(rule);
  if (problem === undefined) return rule;
  throw new GatewayError('invalid_request', problem, {
    field: pattern === undefined ? 'words' : 'pattern',
  });
}

function toDto({ id, enabled, rule }: StoredCustomGuardrail): CustomGuardrailDto {
  const { name, category, mode } = rule;
  const pattern = 'pattern' in rule ? rule.pattern : null;
  const words = 'words' in rule ? [...rule.words] : null;
  return { id, name, category, pattern, words, mode, enabled };
}
