import { type FieldError, flagFromNumber, InvalidBody } from '@codegate/dto';
import { isJsonObject } from '@codegate/kernel';

import { settingsCatalogue, type SettingName } from './settings-catalogue.js';

/**
 * Converts values of a request to the texts stored in the database.
 *
 * @param body values by name; null removes the stored one
 * @param allowed the settings that may be written here
 * @returns texts by key; null to remove
 * @throws InvalidBody for a name that is not allowed and for a value of the wrong type
 */
export function toStoredSettings(
  body: unknown,
  allowed: readonly SettingName[],
): Record<string, string | null> {
  if (!isJsonObject(body)) {
    throw new InvalidBody([{ field: '', message: 'The body must be a JSON object' }]);
  }
  const errors: FieldError[] = [];
  const stored: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(body)) {
    const known = allowed.find((one) => one === name);
    const message = known
      ? whatIsWrong(known, value)
      : `${name} is not a setting that can be changed here`;
    if (message !== null) errors.push({ field: name, message });
    else if (known) stored[settingsCatalogue[known].key] = toText(known, value);
  }
  if (errors.length > 0) throw new InvalidBody(errors);
  return stored;
}

function whatIsWrong(name: SettingName, value: unknown): string | null {
  if (value === null) return null;
  const setting = settingsCatalogue[name];
  if (setting.kind === 'flag') {
    return typeof flagFromNumber({ value }) === 'boolean' ? null : `${name} must be true or false`;
  }
  const { min, max } = setting;
  const fits = Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  return fits ? null : `${name} must be a whole number from ${min} to ${max}`;
}

/** 1 means true for a flag, and the number otherwise. */
function toText(name: SettingName, value: unknown): string | null {
  if (value === null) return null;
  return String(settingsCatalogue[name].kind === 'flag' ? flagFromNumber({ value }) : value);
}

/** The OpenAPI schema of the settings. */
export function settingsSchema(names: readonly SettingName[]): {
  type: 'object';
  properties: Record<string, SettingSchema>;
  additionalProperties: false;
} {
  const properties = Object.fromEntries(names.map((name) => [name, schemaOf(name)]));
  return { type: 'object', properties, additionalProperties: false };
}

type SettingSchema = {
  type: 'boolean' | 'integer' | 'string';
  nullable: true;
  default?: boolean | number;
  minimum?: number;
  maximum?: number;
  description?: string;
};

function schemaOf(name: SettingName): SettingSchema {
  const setting = settingsCatalogue[name];
  if (setting.kind === 'flag') return { type: 'boolean', nullable: true, default: setting.default };
  const { default: fallback, min: minimum, max: maximum } = setting;
  return { type: 'integer', nullable: true, default: fallback, minimum, maximum };
}
