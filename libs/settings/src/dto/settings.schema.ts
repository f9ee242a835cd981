import { settingNames } from '../settings-catalogue.js';
import { settingsSchema } from '../stored-settings.js';

const values = settingsSchema(settingNames);

/** Schema of the body of PUT and PATCH /api/settings. */
export const updateSettingsSchema = {
  ...values,
  properties: {
    ...values.properties,
    proxyApiKey: {
      type: 'string' as const,
      nullable: true,
      minLength: 16,
      description: 'Write-only; null removes it',
    },
  },
};

/** Schema of the response of GET /api/settings. */
export const globalSettingsSchema = {
  ...values,
  properties: {
    ...Object.fromEntries(
      Object.entries(values.properties).map(([name, schema]) => [
        name,
        { ...schema, nullable: false },
      ]),
    ),
    proxyApiKey: { type: 'string' as const, nullable: true, description: 'Masked' },
    proxyApiKeySource: { type: 'string' as const, enum: ['env', 'db', 'none'] },
    defaultTenantId: { type: 'string' as const, nullable: true },
  },
};

/** Schema of the response of PUT and PATCH /api/settings. */
export const changedSettingsSchema = {
  ...globalSettingsSchema,
  properties: {
    ...globalSettingsSchema.properties,
    warnings: {
      type: 'array' as const,
      items: { type: 'string' as const },
      description: 'Effects of the change on keys in use',
    },
  },
};
