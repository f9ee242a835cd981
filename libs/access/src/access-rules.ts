import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';

import type { Actor } from './actor.js';
import type { Permission } from './permissions.js';

/** What a route needs: a permission, a login of any kind, or nothing. */
export type AccessRule = Permission | 'signed-in' | 'public';

export const accessRuleKey = 'codegate:access-rule';

function rule(name: AccessRule): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(accessRuleKey, name), ApiExtension('x-access', name));
}

/**
 * The permission a route needs. Every route has this, SignedIn or Public; a route without a rule prevents the start.
 */
export function Requires(permission: Permission): MethodDecorator {
  return rule(permission);
}

/** Open to every authenticated actor of any role: the route only concerns the actor's own data. */
export function SignedIn(): MethodDecorator {
  return rule('signed-in');
}

/** Open without authentication. The auth hook reads this from the configuration of the Fastify route. */
export function Public(): MethodDecorator {
  return applyDecorators(rule('public'), RouteConfig({ public: true }), ApiSecurity({}));
}

/** The part of a request that authentication and authorization read and write. */
export type IdentifiedRequest = {
  actor?: Actor | null;
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly protocol?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** The authenticated actor; only on routes that are not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!actor) throw new Error('A public route has no actor');
  return actor;
});
