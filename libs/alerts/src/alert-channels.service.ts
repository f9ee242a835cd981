import { Injectable } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { SettingsRepository } from '@codegate/database';
import { GatewayError, isJsonObject, tryParseJson } from '@codegate/kernel';
import { permitsHost } from '@codegate/outbound-http';
import { AccountVault } from '@codegate/vault';

import { newWebhookSecret } from './channels/webhook.js';
import type {
  AlertChannelsDto,
  ChangedAlertChannelsDto,
  UpdateAlertChannelsDto,
} from './dto/alert-channels.dto.js';

const channelsKey = 'alert_channels';
/** The rotation of the account key re-encrypts the setting with this name. */
const secretKey = 'alert_webhook_secret_enc';

export type Channels = {
  readonly webhookUrl: string | null;
  /** Null when there is none, or it cannot be decrypted. */
  readonly webhookSecret: string | null;
  readonly emails: readonly string[];
};

/** Where alerts are sent. */
@Injectable()
export class AlertChannelsService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly vault: AccountVault,
    private readonly config: GatewayConfig,
  ) {}

  async get(): Promise<AlertChannelsDto> {
    const { webhookUrl, emails } = await this.read();
    const canSendMail = this.config.alerts.smtpUrl !== undefined;
    const shown = webhookUrl === null ? null : maskUrl(webhookUrl);
    return { webhookUrl: shown, emails: [...emails], canSendMail };
  }

  async read(): Promise<Channels> {
    const stored = await this.settings.all();
    const value = tryParseJson(stored.get(channelsKey) ?? '{}');
    const { webhookUrl, emails } = isJsonObject(value) ? value : {};
    const secret = this.vault.tryDecrypt(stored.get(secretKey) ?? null);
    return {
      webhookUrl: typeof webhookUrl === 'string' ? webhookUrl : null,
      webhookSecret: 'secret' in secret ? secret.secret : null,
      emails: Array.isArray(emails) ? emails.filter((one) => typeof one === 'string') : [],
    };
  }

  async update(dto: UpdateAlertChannelsDto): Promise<ChangedAlertChannelsDto> {
    const before = await this.read();
    const webhookUrl = dto.webhookUrl === undefined ? before.webhookUrl : dto.webhookUrl;
    const emails = dto.emails ?? before.emails;
    if (webhookUrl !== null) this.checkHost(webhookUrl);
    const entries = { [channelsKey]: JSON.stringify({ webhookUrl, emails }) };
    // Another receiver gets another secret: its messages must not be valid for the receiver before it.
    const isMoved = webhookUrl !== null && originOf(webhookUrl) !== originOf(before.webhookUrl);
    const needsSecret = isMoved || (webhookUrl !== null && before.webhookSecret === null);
    if (!needsSecret && dto.rotateWebhookSecret !== true) {
      await this.settings.set(entries);
      return await this.get();
    }
    const webhookSecret = newWebhookSecret();
    await this.settings.set({ ...entries, [secretKey]: this.vault.encrypt(webhookSecret) });
    return Object.assign(await this.get(), { webhookSecret });
  }

  private checkHost(url: string): void {
    const { hostname, username, password } = new URL(url);
    if (username !== '' || password !== '') {
      throw new GatewayError('invalid_request', 'webhookUrl must not contain credentials', {
        field: 'webhookUrl',
      });
    }
    if (permitsHost(hostname, this.config.allowsPrivateUpstreams)) return;
    throw new GatewayError(
      'invalid_request',
      'webhookUrl points to this machine or to a private network; ALLOW_PRIVATE_UPSTREAMS=true permits that',
      { field: 'webhookUrl' },
    );
  }
}

function originOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).origin : null;
}

/** The URL without its path, which is a secret for many receivers. */
function maskUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? url : `${origin}/***`;
}
