import { resolve } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { GatewayConfig } from '@codegate/config';
import { AccountsRepository } from '@codegate/database';
import { SetupService } from '@codegate/identity';
import { append } from '@codegate/kernel';
import { ProxyServer } from '@codegate/proxy';

/** The text printed after the start: addresses and next steps. */
export async function describeStart(
  app: NestFastifyApplication,
  config: GatewayConfig,
): Promise<string> {
  const adminUrl = config.servesAdmin ? reachable(await app.getUrl()) : null;
  const proxyUrl = app.get(ProxyServer, { strict: false }).address();
  const { token } = app.get(SetupService, { strict: false });
  const hasAccounts = (await app.get(AccountsRepository, { strict: false }).list()).length > 0;
  const lines = ['', 'CodeGate is running.', ''];
  if (adminUrl) lines.push(`Admin API   ${adminUrl}`);
  if (proxyUrl) lines.push(`LLM proxy   ${reachable(proxyUrl)}`);
  lines.push(`Data        ${resolve(config.storage.dataDir)}`, '');
  if (adminUrl && token !== null) {
    // Behind the #, the token is in no request and in no log.
    lines.push(`Set up      ${config.admin.publicUrl ?? adminUrl}/setup#token=${token}`);
    lines.push('            Creates the owner. Works once; every start prints a new link.', '');
  }
  if (adminUrl && !hasAccounts) append(lines, firstSteps(adminUrl));
  return `${lines.join('\n')}\n`;
}

function firstSteps(adminUrl: string): string[] {
  return [
    'Next: add a provider account, for example',
    `  curl ${adminUrl}/api/accounts -H 'authorization: Bearer <token>' \\`,
    "    -H 'content-type: application/json' \\",
    '    -d \'{"name":"Anthropic","provider":"anthropic","apiKey":"sk-ant-..."}\'',
    `  API documentation: ${adminUrl}/api/docs`,
    '',
  ];
}

/** An address for all interfaces cannot be opened in a browser. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
