import { createTransport } from 'nodemailer';

export type Mail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};

/** Sends e-mails through the server of SMTP_URL. */
export class MailSender {
  constructor(
    private readonly smtpUrl: string,
    private readonly from: string,
  ) {}

  /** @returns `delivered`, or the reason of the failure, without the address or the password of the server */
  async send({ to, subject, text }: Mail): Promise<string> {
    const transport = createTransport(this.smtpUrl);
    try {
      await transport.sendMail({ from: this.from, to: [...to], subject, text });
      return 'delivered';
    } catch (error) {
      // Messages of nodemailer contain the text of the server, which can be anything: only the code is kept.
      return `failed: ${(error as { code?: string }).code ?? 'the server did not accept it'}`;
    } finally {
      transport.close();
    }
  }
}
