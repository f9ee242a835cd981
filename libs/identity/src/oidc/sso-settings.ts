import { Inject, Injectable } from '@nestjs/common';

import { isRole, type Role } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';
import { SsoProvidersRepository, type SsoProviderRow } from '@codegate/database';
import { CLOCK, GatewayError, toUtcText, tryParseJson, type Clock } from '@codegate/kernel';
import { permitsHost } from '@codegate/outbound-http';
import { AccountVault } from '@codegate/vault';

import type { ReplaceSsoDto, SsoDto } from '../dto/sso.dto.js';
import type { GroupRole } from './role-of.js';

/** The current single sign-on configuration. */
export type Sso = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly scopes: string;
  readonly groupsClaim: string;
  readonly roleMap: readonly GroupRole[];
  readonly defaultRole: Role | null;
  /** Whether the provider may be in a private network. */
  readonly allowsPrivate: boolean;
  readonly source: 'env' | 'db';
};

export const callbackPath = '/api/auth/oidc/callback';

/** The single sign-on configuration: from the environment or, when it is not set there, from the database. */
@Injectable()
export class SsoSettings {
  constructor(
    private readonly repository: SsoProvidersRepository,
    private readonly vault: AccountVault,
    private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null when single sign-on is not configured. */
  async find(): Promise<Sso | null> {
    const fromEnvironment = this.fromEnvironment();
    if (fromEnvironment) return fromEnvironment;
    const row = await this.repository.find();
    return row ? this.fromRow(row) : null;
  }

  async get(): Promise<SsoDto> {
    const sso = await this.find();
    if (!sso) throw new GatewayError('not_found', 'Single sign-on is not configured');
    const { issuer, clientId, scopes, groupsClaim, defaultRole, source } = sso;
    const { clientSecret, roleMap } = sso;
    return {
      ...{ issuer, clientId, scopes, groupsClaim, defaultRole, source },
      roleMap: roleMap.map(({ tenantIds, ...entry }) => ({
        ...entry,
        ...(tenantIds ? { tenantIds: [...tenantIds] } : {}),
      })),
      hasClientSecret: clientSecret !== null,
      callbackPath,
    };
  }

  async replace(dto: ReplaceSsoDto): Promise<SsoDto> {
    this.refuseEnvironment();
    checkIssuer(dto.issuer, this.config.allowsPrivateIssuer);
    const known = await this.repository.find();
    const { issuer, clientId, clientSecret, scopes, groupsClaim, roleMap, defaultRole } = dto;
    await this.repository.save({
      issuer,
      clientId,
      clientSecretEnc:
        clientSecret === undefined
          ? keptSecret(known, issuer)
          : this.vault.encryptOptional(clientSecret),
      scopes: scopes ?? this.config.oidc.scopes,
      groupsClaim: groupsClaim ?? this.config.oidc.groupsClaim,
      roleMap: JSON.stringify(roleMap ?? []),
      defaultRole: defaultRole ?? null,
      updatedAt: toUtcText(this.clock.now()),
    });
    return await this.get();
  }

  async delete(): Promise<void> {
    this.refuseEnvironment();
    await this.repository.delete();
  }

  private fromEnvironment(): Sso | null {
    const { issuer, clientId, clientSecret, scopes, groupsClaim, ...rest } = this.config.oidc;
    if (issuer === undefined || clientId === undefined) return null;
    const roleMap = rest.roleMap.flatMap((entry) => {
      const [group = '', role = ''] = entry.split('=');
      return isRole(role) ? [{ group, role }] : [];
    });
    return {
      issuer,
      clientId,
      clientSecret: clientSecret ?? null,
      scopes,
      groupsClaim,
      roleMap,
      defaultRole: toRole(rest.defaultRole),
      allowsPrivate: true,
      source: 'env',
    };
  }

  private fromRow(row: SsoProviderRow): Sso {
    const { issuer, clientId, scopes, groupsClaim } = row;
    const stored = this.vault.tryDecrypt(row.clientSecretEnc);
    if (!('secret' in stored)) {
      throw new GatewayError('internal', 'The client secret of single sign-on cannot be decrypted');
    }
    return {
      issuer,
      clientId,
      clientSecret: stored.secret,
      scopes,
      groupsClaim,
      roleMap: (tryParseJson(row.roleMap) ?? []) as GroupRole[],
      defaultRole: toRole(row.defaultRole),
      allowsPrivate: this.config.allowsPrivateIssuer,
      source: 'db',
    };
  }

  private refuseEnvironment(): void {
    if (!this.fromEnvironment()) return;
    throw new GatewayError('conflict', 'OIDC_ISSUER is set: single sign-on cannot be changed here');
  }
}

/** A client secret is never sent to another issuer than the one it belongs to. */
function keptSecret(known: SsoProviderRow | null, issuer: string): string | null {
  if (known === null || known.clientSecretEnc === null || known.issuer === issuer) {
    return known?.clientSecretEnc ?? null;
  }
  throw new GatewayError('invalid_request', 'Another issuer needs its own clientSecret, or null', {
    field: 'clientSecret',
  });
}

/** Logins have to be encrypted in transit, and anybody who begins a login makes the gateway request this address. */
function checkIssuer(issuer: string, allowsPrivate: boolean): void {
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    throw new GatewayError('invalid_request', 'issuer must start with https://', {
      field: 'issuer',
    });
  }
  if (permitsHost(hostname, allowsPrivate)) return;
  throw new GatewayError(
    'invalid_request',
    'issuer points to this machine or to a private network; OIDC_ALLOW_PRIVATE_ISSUER=true permits that',
    { field: 'issuer' },
  );
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.[\d.]+$/.test(hostname);
}

function toRole(text: string | null | undefined): Role | null {
  return text != null && isRole(text) ? text : null;
}
