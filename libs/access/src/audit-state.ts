import { SetMetadata, type Type } from '@nestjs/common';

export const auditStateKey = 'codegate:audit-state';

/** Something that can say how a thing is, without secrets. */
export type StateReader = { get(...ids: string[]): Promise<object> | object };

/**
 * Where the audit log finds a thing before and after a change: in the service's `get`, with the parameters of the
 * path. Without it the log has only the answer.
 */
export function AuditState(service: Type<StateReader>): ClassDecorator & MethodDecorator {
  return SetMetadata(auditStateKey, service);
}
