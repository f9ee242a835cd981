import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { catchError, defer, from, map, mergeMap, type Observable } from 'rxjs';

import {
  type AccessRule,
  accessRuleKey,
  auditStateKey,
  type IdentifiedRequest,
  type StateReader,
} from '@codegate/access';
import { isJsonObject, LOGGER, type Logger } from '@codegate/kernel';

import { actionOf, AuditTrail, reasonOf, targetOf } from './audit-trail.js';
import { changesBetween } from './masked.js';

type Request = IdentifiedRequest & {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** Records every request that may change something, successful or not, before the response is sent. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly trail: AuditTrail,
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const rule = this.reflector.get<AccessRule>(accessRuleKey, context.getHandler());
    if (!mayChange(request.method, rule)) return next.handle();
    return defer(() => this.stateOf(context)).pipe(
      mergeMap((before) =>
        next.handle().pipe(
          catchError((error: unknown) => from(this.failed(context, error))),
          mergeMap((result: unknown) =>
            from(this.succeeded(context, before, result)).pipe(map(() => result)),
          ),
        ),
      ),
    );
  }

  private async succeeded(context: ExecutionContext, before: unknown, result: unknown) {
    const request = context.switchToHttp().getRequest<Request>();
    const target = targetOf(request);
    const after = request.method === 'DELETE' ? null : await this.stateOf(context);
    await this.trail.record(request, {
      action: actionOf(context),
      targetId: target ?? idOf(result),
      ...changesBetween(before, after ?? result, request.body),
    });
  }

  private async failed(context: ExecutionContext, error: unknown): Promise<never> {
    const request = context.switchToHttp().getRequest<Request>();
    try {
      await this.trail.record(request, {
        action: actionOf(context),
        targetId: targetOf(request),
        reason: reasonOf(error),
      });
    } catch (second) {
      // The caller gets the first error; both are in the log.
      this.logger.error({ err: second }, 'a failed request could not be recorded');
    }
    throw error;
  }

  /** Null if the object does not exist (yet) or cannot be read. */
  private async stateOf(context: ExecutionContext): Promise<unknown> {
    const service = this.reflector.getAllAndOverride<Type<StateReader> | undefined>(auditStateKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!service) return null;
    const { method, params = {} } = context.switchToHttp().getRequest<Request>();
    const ids = Object.values(params);
    // A resource that is being created has no state yet; settings have no id.
    if (ids.length === 0 && method === 'POST') return null;
    try {
      return await this.modules.get(service, { strict: false }).get(...ids);
    } catch {
      // Not found: the request itself returns 404.
      return null;
    }
  }
}

/**
 * Routes with a read permission change nothing, whatever their method: the guardrail test is a POST, and its private
 * data must not be stored here. Public routes have no actor: the login records itself.
 */
function mayChange(method: string, rule: AccessRule): boolean {
  return method !== 'GET' && method !== 'HEAD' && rule !== 'public' && !rule.endsWith(':read');
}

function idOf(result: unknown): string | null {
  return isJsonObject(result) && typeof result['id'] === 'string' ? result['id'] : null;
}
