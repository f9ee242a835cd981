import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

import type { JsonObject } from '@codegate/kernel';

import { completeDocument } from './openapi/complete-document.js';
import { operationIdOf } from './openapi/operation-names.js';
import { ProblemDto } from './problem.dto.js';

const description = `The admin API of the gateway.

- **Access.** \`x-access\` says what each operation needs: a permission, a login of any kind, or nothing.
- **Errors** are \`application/problem+json\` (RFC 9457). \`code\` is stable; titles and details may change.
- **Lists** are \`{items, total}\`, read with \`limit\` and \`offset\`. Where the response has \`nextCursor\`, send it as \`cursor\` for the next page, and null ends the list.
- **Bodies** are JSON; unknown fields are refused. PATCH changes the given fields, PUT replaces the resource.
- **Times** are ISO 8601 in UTC.
- **Changes** of this document only add; clients must accept new fields, codes and enum values in responses.`;

/** Serves `/api/openapi.json` and `/api/docs` (Swagger UI). */
export function serveOpenApi(app: INestApplication): void {
  let document: JsonObject | undefined;
  // Built at the first request, so that the start does not have to wait.
  SwaggerModule.setup(
    'api/docs',
    app,
    // Nest's type is OpenAPI 3.0; the document is only passed on.
    () => (document ??= createDocument(app)) as unknown as OpenAPIObject,
    { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] },
  );
}

/** The OpenAPI document of the admin API. It is complete in the built program only: the build adds the comments. */
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
        'A session; outside of browsers, requests that change something also need the header x-codegate-csrf',
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
