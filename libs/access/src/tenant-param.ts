import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';

import { requireTenant } from './actor.js';
import type { IdentifiedRequest } from './access-rules.js';

type TenantRequest = IdentifiedRequest & { readonly params: Readonly<Record<string, string>> };

/**
 * The tenant id in the path, like Param, but 404 for an actor who may not see the tenant.
 */
export const TenantParam = createParamDecorator(
  (name: string, context: ExecutionContext): string => {
    const { actor, params } = context.switchToHttp().getRequest<TenantRequest>();
    const id = params[name] ?? '';
    if (!actor) throw new Error('A public route has no tenants');
    requireTenant(actor, id);
    return id;
  },
  [
    (target, method) => {
      const descriptor = Object.getOwnPropertyDescriptor(target, method as PropertyKey);
      if (method !== undefined && descriptor) ApiParam({ name: 'id' })(target, method, descriptor);
    },
  ],
);
