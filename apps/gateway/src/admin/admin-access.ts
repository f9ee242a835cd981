import { GatewayConfig } from '@codegate/config';
import type { SettingsRepository } from '@codegate/database';
import { equalSecrets, randomHex, sha256Hex } from '@codegate/kernel';

const hashKey = 'admin_token_hash';

/**
 * Who may use the admin API: whoever has ADMIN_TOKEN or, when that is not set, the token made at the first start,
 * of which only a hash is kept.
 */
export class AdminAccess {
  private constructor(
    private readonly settings: SettingsRepository,
    private readonly hash: string,
    /** The token that was made just now; null when there is one already. */
    readonly newToken: string | null,
  ) {}

  static async open(config: GatewayConfig, settings: SettingsRepository): Promise<AdminAccess> {
    const { adminToken } = config.admin;
    if (adminToken !== undefined) return new AdminAccess(settings, sha256Hex(adminToken), null);
    const stored = (await settings.all()).get(hashKey);
    if (stored) return new AdminAccess(settings, stored, null);
    const token = `cga_${randomHex(24)}`;
    return new AdminAccess(settings, sha256Hex(token), token);
  }

  accepts(token: string): boolean {
    return equalSecrets(sha256Hex(token), this.hash);
  }

  /** To be called once the new token has been shown: before that, the next start has to make another one. */
  async keepNewToken(): Promise<void> {
    if (this.newToken !== null) await this.settings.set({ [hashKey]: this.hash });
  }
}
