import { HttpException, Injectable, type ExecutionContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';

import type { AccessRule, IdentifiedRequest } from '@codegate/access';
import { GatewayError } from '@codegate/kernel';

import { AuditLog, type AuditNote } from './audit-log.js';

type NamedRequest = IdentifiedRequest & { readonly params?: Readonly<Record<string, string>> };

/** What the audit log has to know about a request. */
@Injectable()
export class AuditTrail {
  constructor(private readonly log: AuditLog) {}

  /** @param request who did it and from where; `note.actor` may say it better, at a login for example */
  async record(request: IdentifiedRequest, note: Partial<AuditNote> & { action: string }) {
    await this.log.record({
      actor: request.actor ?? null,
      address: request.ip,
      requestId: request.id,
      ...note,
    });
  }

  /** Somebody tried what they may not do. */
  async refused(context: ExecutionContext, rule: AccessRule | undefined): Promise<void> {
    const request = context.switchToHttp().getRequest<NamedRequest>();
    await this.record(request, {
      action: actionOf(context),
      targetId: targetOf(request),
      reason: 'forbidden',
      after: { needs: rule ?? null },
    });
  }
}

/** `accounts.create`: the path of the controller and the name of its method. */
export function actionOf(context: ExecutionContext): string {
  const path = Reflect.getMetadata(PATH_METADATA, context.getClass()) as string;
  const names = path.split('/').filter((part) => !part.startsWith(':'));
  return [...names, context.getHandler().name].join('.');
}

export function targetOf({ params }: NamedRequest): string | null {
  return Object.values(params ?? {}).at(-1) ?? null;
}

/** The code under which the caller is told. */
export function reasonOf(error: unknown): string {
  if (error instanceof GatewayError) return error.code;
  return error instanceof HttpException ? `http_${error.getStatus()}` : 'internal';
}
