import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

import type { JsonObject } from '@codegate/kernel';

import { completeDocument } from './openapi/complete-document.js';
import { operationIdOf } from './openapi/operation-names.js';
import { ProblemDto } from './problem.dto.js';

const description = `The admin API of the gateway.

- **Access.** \`x-access\` says what each operation needs: a permission, a login of any kind, or nothing.
- **Errors** are \`application/problem+json\` (RFC 9457). \`code\` is stable; the words are not.
- **Lists** are \`{items, total}\`, read with \`limit\` and \`offset\`. Where \`nextCursor\` is part of the answer, it goes
  into \`cursor\` for the next page, and null ends the list.
- **Bodies** are JSON; a field nobody knows is refused. PATCH changes what it mentions, PUT replaces.
- **Times** are ISO 8601 in UTC.
- **Changes** of this document only add; clients must not stumble over new fields, codes and enum values in answers.`;

/** Serves `/api/openapi.json`, and `/api/docs` for people. */
export function serveOpenApi(app: INestApplication): void {
  let document: JsonObject | undefined;
  // Built at the first request, so that the start does not have to wait.
  SwaggerModule.setup(
    'api/docs',
    app,
    // Nest's type is that of OpenAPI 3.0; the document is only passed on.
    () => (document ??= createDocument(app)) as unknown as OpenAPIObject,
    { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] },
  );
}

/** The document of the admin API. It is complete in the built program only: comments do not exist elsewhere. */
export function createDocument(app: INestApplication): JsonObject {
  const options = new DocumentBuilder()
    .setTitle('CodeGate')
    .setDescription(description)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'The gateway that serves this document')
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
    .build();
  const written = SwaggerModule.createDocument(app, options, {
    extraModels: [ProblemDto],
    operationIdFactory: operationIdOf,
  });
  return completeDocument(written);
}
