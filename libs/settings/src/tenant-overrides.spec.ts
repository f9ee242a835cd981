import { describe, expect, it } from '@jest/globals';

import { environmentActor, permissionsOf, type Actor, type Role } from '@codegate/access';

import { settingsCatalogue, tenantSettingNames, type SettingName } from './settings-catalogue.js';
import { permittedOverrides } from './tenant-overrides.js';

const anActor = (role: Role, tenantIds: string[] | null = null): Actor => ({
  ...environmentActor,
  role,
  permissions: permissionsOf(role),
  tenantIds,
});
const tenantAdmin = anActor('tenant-admin', ['t1']);
const write = (name: SettingName, value: boolean | null, own: object = {}, actor = tenantAdmin) => {
  const entries = { [settingsCatalogue[name].key]: value === null ? null : String(value) };
  return () => permittedOverrides(actor, entries, own as Record<string, string>);
};
const forbidden = (field: string) => expect.objectContaining({ code: 'forbidden', field });

describe('permittedOverrides', () => {
  it.each<[SettingName, boolean]>([
    ['privacyEnabled', false],
    ['anonymizeLogs', false],
    ['revealRouteToTenants', true],
    ['requestLogging', false],
    ['detailedRequestLogging', true],
    ['detailedRequestLogging', false],
    ['finetuneLogging', true],
    ['finetuneFullContext', true],
  ])('M2: a tenant-admin cannot set %s to %s', (name, value) => {
    expect(write(name, value)).toThrow(forbidden(name));
  });

  it.each<[SettingName, boolean]>([
    ['privacyEnabled', true],
    ['anonymizeLogs', true],
    ['revealRouteToTenants', false],
    ['requestLogging', true],
    ['autoSwitchOnError', false],
    ['autoSwitchOnRateLimit', true],
  ])('M2: a tenant-admin can set %s to %s', (name, value) => {
    expect(write(name, value)()).toEqual({ [settingsCatalogue[name].key]: String(value) });
  });

  it('M2: a tenant-admin cannot remove a protected value, only leave it as it is', () => {
    expect(write('privacyEnabled', null, { privacy_enabled: 'true' })).toThrow(
      forbidden('privacyEnabled'),
    );
    expect(write('privacyEnabled', null)()).toEqual({});
    expect(write('anonymizeLogs', false, { anonymize_logs: '0' })()).toEqual({});
    expect(write('autoSwitchOnError', null, { auto_switch_on_error: 'true' })()).toEqual({
      auto_switch_on_error: null,
    });
  });

  it('M2: the permission counts, not the role: also for tokens that are limited to the tenant', () => {
    expect(write('privacyEnabled', false, {}, anActor('operator'))).toThrow(
      forbidden('privacyEnabled'),
    );
    expect(write('privacyEnabled', false, {}, anActor('owner', ['t1']))).toThrow(
      forbidden('privacyEnabled'),
    );
    expect(write('privacyEnabled', false, {}, anActor('admin'))()).toEqual({
      privacy_enabled: 'false',
    });
  });

  it('M2: only settings without effect on others are free', () => {
    const free = tenantSettingNames.filter(
      (name) => settingsCatalogue[name].perTenant?.permission === null,
    );

    expect(free).toEqual(['autoSwitchOnError', 'autoSwitchOnRateLimit', 'showRequestedModel']);
  });
});
