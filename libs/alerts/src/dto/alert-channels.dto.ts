import { ArrayMaxSize, IsArray, IsEmail, IsOptional, IsUrl, MaxLength } from 'class-validator';

import { IsAbsentOr, IsFlag } from '@codegate/dto';

/** What to change; what is absent stays as it is. */
export class UpdateAlertChannelsDto {
  /** Gets a signed POST for each alert; null ends that. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_000)
  webhookUrl?: string | null;

  /** Whether to make a new secret for the signatures. */
  @IsAbsentOr(IsFlag())
  rotateWebhookSecret?: boolean;

  /** Get each alert by e-mail; needs SMTP_URL. */
  @IsAbsentOr(IsArray(), ArrayMaxSize(50), IsEmail({}, { each: true }))
  emails?: string[];
}

export class AlertChannelsDto {
  /** Without its path, which goes in and never out. */
  webhookUrl: string | null;
  emails: string[];
  /** Whether SMTP_URL is set. */
  canSendMail: boolean;
}

export class ChangedAlertChannelsDto extends AlertChannelsDto {
  /** Signs what is posted (https://www.standardwebhooks.com). Part of the answer only when it is new. */
  webhookSecret?: string;
}
