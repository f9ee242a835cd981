import { AlertsConfig } from './alerts-config.js';
import { describeConfig } from './fields.js';
import {
  AdminConfig,
  GatewayConfig,
  KeysConfig,
  ProxyConfig,
  SessionsConfig,
  StorageConfig,
} from './gateway-config.js';
import { OidcConfig } from './oidc-config.js';

/** All variables as a Markdown table, for the README. */
export function configTable(): string {
  const owners = [
    GatewayConfig,
    AdminConfig,
    OidcConfig,
    ProxyConfig,
    StorageConfig,
    KeysConfig,
    AlertsConfig,
    SessionsConfig,
  ];
  const rows = describeConfig(owners).map(
    ({ variable, default: fallback, description }) =>
      `| \`${variable}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${description.replaceAll('|', '\\|')} |\n`,
  );
  return ['| Variable | Default | Meaning |\n', '|---|---|---|\n', ...rows].join('');
}
