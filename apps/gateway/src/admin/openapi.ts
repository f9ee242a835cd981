import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

import { ProblemDto } from './problem.js';

/** Serves `/api/openapi.json`, and `/api/docs` for people. */
export function serveOpenApi(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  // Built when somebody asks for it: the start does not have to wait.
  SwaggerModule.setup('api/docs', app, () => (document ??= createDocument(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
  });
}

function createDocument(app: INestApplication): OpenAPIObject {
  const description =
    'The admin API of the gateway. `x-access` says what each operation needs: a permission, a login of any kind, or nothing. Every error is `application/problem+json`; every list is `{items, total}`.';
  const options = new DocumentBuilder()
    .setTitle('CodeGate')
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An API token (`cga_…`) or ADMIN_TOKEN',
    })
    .addCookieAuth('codegate', {
      type: 'apiKey',
      in: 'cookie',
      name: 'codegate',
      description:
        'A session; requests that change something also need x-codegate-csrf outside of browsers',
    })
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie')
    .addGlobalResponse({
      status: 'default',
      description: 'What went wrong',
      content: {
        'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } },
      },
    })
    .build();
  return SwaggerModule.createDocument(app, options, { extraModels: [ProblemDto] });
}
