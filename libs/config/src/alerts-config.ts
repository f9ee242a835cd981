import { IsOptional, IsString, Matches } from 'class-validator';

import { Env } from './fields.js';

/** E-mail for alerts. */
export class AlertsConfig {
  @Env('SMTP_URL', 'text', 'smtp://user:password@host:587 or smtps://… to send alerts by e-mail')
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'must start with smtp:// or smtps://' })
  smtpUrl: string | undefined = undefined;

  @Env('SMTP_FROM', 'text', 'Sender of these e-mails')
  @IsString()
  smtpFrom = 'CodeGate <codegate@localhost>';
}
