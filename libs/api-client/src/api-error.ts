import type { components } from './generated/schema.data.js';

type Problem = components['schemas']['Problem'];

/** Stable names of what can go wrong. `unknown`: the answer came from something else, a proxy in between for example. */
export type ErrorCode = Problem['code'] | 'unknown';
export type FieldError = components['schemas']['FieldError'];

/** The gateway answered, but not with success. A gateway that cannot be reached is a TypeError of `fetch`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  private constructor(
    message: string,
    readonly status: number,
    readonly code: ErrorCode,
    /** The fields at fault; nested ones as `tiers[0].accountId`. */
    readonly errors: readonly FieldError[],
    /** Names the request in the log of the gateway. */
    readonly requestId: string | null,
    /** When trying again makes sense; null when nothing is known about that. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(message);
  }

  static async from(response: Response): Promise<ApiError> {
    const problem = readProblem(await response.text());
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return new ApiError(
      problem.detail ?? problem.title ?? `HTTP ${response.status}`,
      response.status,
      problem.code ?? 'unknown',
      problem.errors ?? [],
      response.headers.get('x-request-id'),
      Number.isFinite(seconds) ? seconds : null,
    );
  }
}

function readProblem(text: string): Partial<Problem> {
  try {
    return (JSON.parse(text) ?? {}) as Partial<Problem>;
  } catch {
    // Not JSON: the page of a proxy. There is nothing to be learned from it but the status.
    return {};
  }
}
