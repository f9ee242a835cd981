import { ArrayMaxSize, IsArray, IsEmail, IsOptional, IsUrl, MaxLength } from 'class-validator';

import { IsAbsentOr, IsFlag } from '@codegate/dto';

/** The fields to change; absent fields stay unchanged. */
export class UpdateAlertChannelsDto {
  /** URL that gets a signed POST for each alert; null removes it. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_000)
  webhookUrl?: string | null;

  /** Whether to create a new secret for the signatures. */
  @IsAbsentOr(IsFlag())
  rotateWebhookSecret?: boolean;

  /** E-mail addresses that get each alert; needs SMTP_URL. */
  @IsAbsentOr(IsArray(), ArrayMaxSize(50), IsEmail({}, { each: true }))
  emails?: string[];
}

export class AlertChannelsDto {
  /** The webhook URL without its path, which is write-only. */
  webhookUrl: string | null;
  emails: string[];
  /** Whether SMTP_URL is set. */
  canSendMail: boolean;
}

export class ChangedAlertChannelsDto extends AlertChannelsDto {
  /** The secret that signs the requests (https://www.standardwebhooks.com). Only present when it is new. */
  webhookSecret?: string;
}
