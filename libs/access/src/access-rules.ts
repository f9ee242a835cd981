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

/** The permission a route needs. Every route says this, SignedIn or Public; one that says nothing stops the start. */
export function Requires(permission: Permission): MethodDecorator {
  return rule(permission);
}

/** Open to everybody who is known, whatever the role: it only concerns oneself. */
export function SignedIn(): MethodDecorator {
  return rule('signed-in');
}

/** Open to everybody. The gate before the framework reads this from the route's configuration. */
export function Public(): MethodDecorator {
  return applyDecorators(rule('public'), RouteConfig({ public: true }), ApiSecurity({}));
}

/** The part of a request that identity reads and writes. */
export type IdentifiedRequest = {
  actor?: Actor | null;
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly protocol?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Who asks; only on routes that are not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!actor) throw new Error('A public route has no actor');
  return actor;
});
