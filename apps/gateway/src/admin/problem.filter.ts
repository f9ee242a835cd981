import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { GatewayError, type Logger } from '@codegate/kernel';

import { isLoginPageRequest, loginFailureHeaders, loginFailurePage } from './login-failure-page.js';
import type { ProblemDto } from './problem.dto.js';
import { toProblem } from './problem.js';

/** Sends every error of the admin API as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.code === 'internal') {
      const { method, url } = reply.request;
      this.logger.error({ err: error, method, path: url.split('?', 1)[0] }, 'admin request failed');
    }
    if (error instanceof GatewayError && error.retryAfterMs !== undefined) {
      reply.header('retry-after', String(Math.max(1, Math.ceil(error.retryAfterMs / 1000))));
    }
    const { url, headers, id } = reply.request;
    if (isLoginPageRequest(url, headers.accept)) {
      reply.status(problem.status).headers(loginFailureHeaders).send(loginFailurePage(problem, id));
      return;
    }
    sendProblem(reply, problem);
  }
}

export function sendProblem(reply: FastifyReply, problem: ProblemDto): void {
  reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
