import { describe, expect, it } from '@jest/globals';

import { InvalidBody } from '@codegate/dto';

import { settingNames, tenantSettingNames } from './settings-catalogue.js';
import { toStoredSettings } from './stored-settings.js';

const errorsOf = (body: unknown, names = settingNames) => {
  try {
    toStoredSettings(body, names);
  } catch (error) {
    return (error as InvalidBody).errors.map(({ field }) => field);
  }
  return [];
};

describe('toStoredSettings', () => {
  it('writes values under the names of the database', () => {
    const body = { requestLogging: true, autoSwitchOnError: 0, logRetentionDays: 7 };

    expect(toStoredSettings(body, settingNames)).toEqual({
      request_logging: 'true',
      auto_switch_on_error: 'false',
      log_retention_days: '7',
    });
  });

  it('accepts 1 as true, but not for a number', () => {
    expect(toStoredSettings({ requestLogging: 1, logRetentionDays: 1 }, settingNames)).toEqual({
      request_logging: 'true',
      log_retention_days: '1',
    });
  });

  it('removes with null', () => {
    expect(toStoredSettings({ requestLogging: null }, settingNames)).toEqual({
      request_logging: null,
    });
  });

  it('names every wrong field', () => {
    const body = { requestLogging: 'yes', logRetentionDays: 1.5, proxy_api_key: 'x', nope: 1 };

    expect(errorsOf(body)).toEqual(['requestLogging', 'logRetentionDays', 'proxy_api_key', 'nope']);
  });

  it('refuses settings a tenant may not have', () => {
    expect(errorsOf({ multiTenancy: true }, tenantSettingNames)).toEqual(['multiTenancy']);
  });

  it.each([null, [], 'text', 1])('refuses %j as a whole', (body) => {
    expect(errorsOf(body)).toEqual(['']);
  });
});
