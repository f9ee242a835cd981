import { httpStatusOf, type ErrorCode, type JsonObject } from '@codegate/kernel';

/** The error responses, defined once; operations refer to them by name. */
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

type ResponseName = keyof typeof answers;

const descriptions: Readonly<Record<ResponseName, string>> = {
  InvalidRequest: '`invalid_request`: `errors` lists the invalid fields.',
  Unauthenticated: '`unauthenticated`: the token or the session is missing or not valid.',
  Forbidden: '`forbidden`: the role or the token does not have the permission.',
  NotFound: '`not_found`: the resource does not exist, or the caller may not see it.',
  Conflict: '`conflict`: the request conflicts with the current state.',
  PayloadTooLarge: '`payload_too_large`: the body has more than 2 MiB.',
  UnsupportedMediaType: '`unsupported_media_type`: the body is not application/json.',
  RateLimited: '`rate_limited`: too many attempts; `retry-after` has the seconds to wait.',
  Internal: '`internal`: an error in the gateway; its log has the details under `x-request-id`.',
};

const problem = { schema: { $ref: '#/components/schemas/Problem' } };
const requestId = { description: 'The id of the request in the log.', schema: { type: 'string' } };
const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer' } };

/** `components.responses`. */
export function problemResponses(): JsonObject {
  return Object.fromEntries(
    (Object.keys(answers) as ResponseName[]).map((name) => [
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

/** The error responses of an operation with these properties. */
export function problemsOf(traits: OperationTraits): JsonObject {
  const names: ResponseName[] = [
    ...when(traits.hasInput, 'InvalidRequest'),
    ...when(!traits.isPublic, 'Unauthenticated'),
    // Requests of other websites, or with a foreign Host header, are refused on every route.
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

function when(condition: boolean, ...names: ResponseName[]): ResponseName[] {
  return condition ? names : [];
}
