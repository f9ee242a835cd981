import { HttpException, Injectable, type ExecutionContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';

import type { AccessRule, IdentifiedRequest } from '@codegate/access';
import { GatewayError } from '@codegate/kernel';

import { AuditLog, type AuditNote } from './audit-log.js';

type NamedRequest = IdentifiedRequest & { readonly params?: Readonly<Record<string, string>> };

/** The part of a request that the audit log records. */
@Injectable()
export class AuditTrail {
  constructor(private readonly log: AuditLog) {}

  /** @param request has the actor and the address; `note.actor` overrides the actor, for example at a login */
  async record(request: IdentifiedRequest, note: Partial<AuditNote> & { action: string }) {
    await this.log.record({
      actor: request.actor ?? null,
      address: request.ip,
      requestId: request.id,
      ...note,
    });
  }

  /** Records a request that was refused with 403. */
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

/** The error code of the response. */
export function reasonOf(error: unknown): string {
  if (error instanceof GatewayError) return error.code;
  return error instanceof HttpException ? `http_${error.getStatus()}` : 'internal';
}
