import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { type AccessRule, accessRuleKey, type IdentifiedRequest, may } from '@codegate/access';
import { GatewayError } from '@codegate/kernel';

import { AuditTrail } from './audit/audit-trail.js';

/** Allows a request when the actor has the permission the route requires. A route without a rule is closed. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: AuditTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(accessRuleKey, context.getHandler());
    if (rule === 'public') return true;
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    const { actor } = request;
    if (!actor) throw new GatewayError('unauthenticated', 'Authentication is required');
    if (rule === 'signed-in') return true;
    if (rule !== undefined && may(actor, rule)) return true;
    if (request.method !== 'GET' && request.method !== 'HEAD')
      await this.trail.refused(context, rule);
    throw new GatewayError(
      'forbidden',
      rule === undefined ? 'This route has no access rule' : `This needs the permission ${rule}`,
    );
  }
}
