import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { AlertsRepository, type AlertRow } from '@codegate/database';
import {
  CLOCK,
  GatewayError,
  LOGGER,
  newTimeOrderedId,
  toUtcText,
  type Clock,
  type Logger,
} from '@codegate/kernel';
import { HttpClient } from '@codegate/outbound-http';
import { Leader } from '@codegate/shared-state';
import type { Crossing } from '@codegate/usage';

import { AlertChannelsService, type Channels } from './alert-channels.service.js';
import { MailSender } from './channels/mail.js';
import { postWebhook } from './channels/webhook.js';
import type { AlertQuery } from './dto/alert-query.dto.js';
import { toAlertDto, type AlertDto, type AlertListDto } from './dto/alert.dto.js';
import { toAlert } from './to-alert.js';

/** After a restart, only this many of the newest alerts are checked for pending deliveries. */
const maxPending = 100;
const pending = 'pending';

/** Stores alerts and sends them by webhook and e-mail. */
@Injectable()
export class AlertsService implements OnApplicationBootstrap {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly channels: AlertChannelsService,
    private readonly http: HttpClient,
    private readonly config: GatewayConfig,
    private readonly leader: Leader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.leader.onElected(() => this.deliverPending());
  }

  /** Delivers alerts of a process that ended before it could. */
  private async deliverPending(): Promise<void> {
    const { items } = await this.alerts.page({ limit: maxPending, offset: 0 });
    for (const row of items) {
      if (Object.values(row.deliveries).includes(pending)) this.deliver(row);
    }
  }

  async list({ budget, acknowledged, ...list }: AlertQuery): Promise<AlertListDto> {
    const { items, total } = await this.alerts.page({
      ...list,
      ...(budget === undefined ? {} : { budgetId: budget }),
      ...(acknowledged === undefined ? {} : { isAcknowledged: acknowledged }),
    });
    return { items: items.map(toAlertDto), total };
  }

  /** Marks the alert as seen. */
  async acknowledge(id: string): Promise<AlertDto> {
    await this.alerts.acknowledge(id, toUtcText(this.clock.now()));
    const row = await this.alerts.find(id);
    if (!row) throw new GatewayError('not_found', `There is no alert ${id}`);
    return toAlertDto(row);
  }

  /** Stores an alert and starts its delivery, unless another process has stored the same one. */
  async raise(crossing: Crossing): Promise<void> {
    const { webhookUrl, emails } = await this.channels.read();
    const nowMs = this.clock.now();
    const row: AlertRow = {
      ...toAlert(crossing),
      id: newTimeOrderedId(nowMs),
      deliveries: {
        ...(webhookUrl === null ? {} : { webhook: pending }),
        ...(emails.length === 0 ? {} : { email: pending }),
      },
      acknowledgedAt: null,
      createdAt: toUtcText(nowMs),
    };
    if (!(await this.alerts.insertOnce(row))) return;
    this.logger.warn({ budgetId: row.budgetId, threshold: row.threshold }, 'budget alert');
    this.deliver(row);
  }

  /** In the background, so that a slow receiver delays nothing. */
  private deliver(row: AlertRow): void {
    this.deliverAll(row).catch((error: unknown) => {
      this.logger.error({ err: error, alertId: row.id }, 'an alert could not be delivered');
    });
  }

  private async deliverAll(row: AlertRow): Promise<void> {
    const channels = await this.channels.read();
    const results = await Promise.all(
      Object.entries(row.deliveries).map(async ([channel, state]) => [
        channel,
        state === pending ? await this.deliverBy(channel, row, channels) : state,
      ]),
    );
    const deliveries = Object.fromEntries(results) as Record<string, string>;
    await this.alerts.setDeliveries(row.id, deliveries);
  }

  private async deliverBy(channel: string, row: AlertRow, channels: Channels): Promise<string> {
    const { webhookUrl, webhookSecret, emails } = channels;
    if (channel === 'email') {
      const { smtpUrl, smtpFrom } = this.config.alerts;
      if (smtpUrl === undefined) return 'failed: SMTP_URL is not set';
      const mail = { to: emails, subject: `CodeGate: ${row.message}`, text: toMailText(row) };
      return await new MailSender(smtpUrl, smtpFrom).send(mail);
    }
    if (webhookUrl === null || webhookSecret === null) return 'failed: no webhook is configured';
    const message = { url: webhookUrl, secret: webhookSecret, id: row.id, body: toBody(row) };
    return await postWebhook(message, this.http, () => this.clock.now());
  }
}

function toMailText({ message, createdAt }: AlertRow): string {
  return `${message}\n\nNoticed at ${createdAt} UTC.\n`;
}

/** The alert as the API returns it, without the fields that change later. */
function toBody(row: AlertRow): string {
  const alert = toAlertDto(row);
  const data = Object.assign({}, alert, { deliveries: undefined, acknowledgedAt: undefined });
  return JSON.stringify({ type: alert.kind, timestamp: alert.createdAt, data });
}
