import { httpStatusOf, type ErrorCode, type JsonObject } from '@codegate/kernel';

/** The answers of every API that are no success, once; operations refer to them by name. */
const answers = {
  InvalidRequest: 'invalid_request',
  Unauthenticated: 'unauthenticated',
  Forbidden: 'forbidden',
  NotFound: 'not_found',
  Conflict: 'conflict',
  PayloadTooLarge: 'payload_too_large',
  UnsupportedMediaType: 'unsupported_media_type',
  RateLimited: 'rate_limited',
  Internal: 'internal',
} as const satisfies Record<string, ErrorCode>;

type AnswerName = keyof typeof answers;

const descriptions: Readonly<Record<AnswerName, string>> = {
  InvalidRequest: '`invalid_request`: `errors` names the fields at fault.',
  Unauthenticated: '`unauthenticated`: the token or the session is missing or wrong.',
  Forbidden: '`forbidden`: the role, or the scope of the token, does not permit it.',
  NotFound: '`not_found`: there is no such thing, or it is not for the caller to see.',
  Conflict: '`conflict`: the request does not fit the present state.',
  PayloadTooLarge: '`payload_too_large`: the body has more than 2 MiB.',
  UnsupportedMediaType: '`unsupported_media_type`: the body is not application/json.',
  RateLimited: '`rate_limited`: too many attempts; `retry-after` says when to try again.',
  Internal: '`internal`: an error of the gateway; its log has the details under `x-request-id`.',
};

const problem = { schema: { $ref: '#/components/schemas/Problem' } };
const requestId = { description: 'Names the request in the log.', schema: { type: 'string' } };
const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer' } };

/** `components.responses`. */
export function problemResponses(): JsonObject {
  return Object.fromEntries(
    (Object.keys(answers) as AnswerName[]).map((name) => [
      name,
      {
        description: descriptions[name],
        headers: {
          'x-request-id': requestId,
          ...(name === 'RateLimited' ? { 'retry-after': retryAfter } : {}),
        },
        content: { 'application/problem+json': problem },
      },
    ]),
  );
}

export type OperationTraits = {
  isPublic: boolean;
  hasBody: boolean;
  hasInput: boolean;
  hasPathParameter: boolean;
  changes: boolean;
};

/** What an operation with these traits may answer besides its success. */
export function problemsOf(traits: OperationTraits): JsonObject {
  const names: AnswerName[] = [
    ...when(traits.hasInput, 'InvalidRequest'),
    ...when(!traits.isPublic, 'Unauthenticated'),
    // Another website, or a foreign Host header, is refused everywhere.
    'Forbidden',
    ...when(traits.hasPathParameter, 'NotFound'),
    ...when(traits.changes, 'Conflict'),
    ...when(traits.hasBody, 'PayloadTooLarge', 'UnsupportedMediaType'),
    'RateLimited',
    'Internal',
  ];
  return Object.fromEntries(
    names.map((name) => [
      String(httpStatusOf[answers[name]]),
      { $ref: `#/components/responses/${name}` },
    ]),
  );
}

function when(condition: boolean, ...names: AnswerName[]): AnswerName[] {
  return condition ? names : [];
}
