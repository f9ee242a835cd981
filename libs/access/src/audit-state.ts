import { SetMetadata, type Type } from '@nestjs/common';

export const auditStateKey = 'codegate:audit-state';

/** A service that returns the state of a resource, without secrets. */
export type StateReader = { get(...ids: string[]): Promise<object> | object };

/**
 * The service whose `get`, called with the path parameters, returns the resource before and after a change, for the
 * audit log. Without it the log has only the response.
 */
export function AuditState(service: Type<StateReader>): ClassDecorator & MethodDecorator {
  return SetMetadata(auditStateKey, service);
}
