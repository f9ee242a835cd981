import { createTransport } from 'nodemailer';

export type Mail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};

/** Sends e-mails through the server that SMTP_URL names. */
export class MailSender {
  constructor(
    private readonly smtpUrl: string,
    private readonly from: string,
  ) {}

  /** @returns `delivered`, or what went wrong; the address of the server and its password stay inside */
  async send({ to, subject, text }: Mail): Promise<string> {
    const transport = createTransport(this.smtpUrl);
    try {
      await transport.sendMail({ from: this.from, to: [...to], subject, text });
      return 'delivered';
    } catch (error) {
      // nodemailer's messages repeat what the server said, which can be anything: only the code is kept.
      return `failed: ${(error as { code?: string }).code ?? 'the server did not take it'}`;
    } finally {
      transport.close();
    }
  }
}
