import type { Dialect } from '@codegate/protocol';
import type { Credential, Provider } from '@codegate/providers';

type AuthHeaders = Readonly<Record<string, string>>;

/** The decrypted credential of one account, as requests need it. Never log or serialize it: it holds a secret. */
export class AccountCredential {
  private readonly headersByDialect = new Map<Dialect, AuthHeaders>();

  constructor(
    private readonly provider: Pick<Provider, 'authHeaders'>,
    private readonly credential: Credential,
  ) {}

  /** The headers that authenticate a request in this dialect; made once, because they are the same for each request. */
  headers(dialect: Dialect): AuthHeaders {
    let headers = this.headersByDialect.get(dialect);
    if (!headers) {
      headers = this.provider.authHeaders(this.credential, dialect);
      this.headersByDialect.set(dialect, headers);
    }
    return headers;
  }

  /** Some servers repeat the key they were sent, in any form; it must not reach the client or the log. */
  redact(text: string): string {
    const { secret } = this.credential;
    return secret === null || secret === '' ? text : text.replaceAll(secret, '***');
  }
}
