import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

export const API_PREFIX = 'api/v1';
const DOCS = 'api/docs';

const PROBLEM_SCHEMA = {
  type: 'object' as const,
  description: 'RFC 9457, with consequence and remedy.',
  required: ['type', 'title', 'status', 'detail', 'consequence', 'remedy', 'code', 'requestId'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const, description: 'The same for every occurrence.' },
    status: { type: 'integer' as const },
    detail: { type: 'string' as const, description: 'The cause in this case.' },
    consequence: { type: 'string' as const, description: 'What did, or did not, happen.' },
    remedy: { type: 'string' as const, description: 'What to do now.' },
    code: { type: 'string' as const, description: 'For programs; never changes.' },
    requestId: { type: 'string' as const },
    fields: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        properties: { field: { type: 'string' as const }, reason: { type: 'string' as const } },
      },
    },
  },
};

interface Operation {
  responses?: Record<string, unknown>;
  parameters?: { readonly name?: string; readonly in?: string }[];
}

interface Schema {
  properties?: Record<string, Field>;
}

interface Field {
  type?: string;
  readonly properties?: object;
  readonly additionalProperties?: unknown;
  readonly format?: string;
  readonly example?: unknown;
}

/** Nest takes a text with a brand of ours (an id, a day, a currency) for an object; its format or example tells. */
function nameTexts({ properties = {} }: Schema): void {
  for (const field of Object.values(properties)) {
    const isBare = field.properties === undefined && field.additionalProperties === undefined;
    const isText = field.format !== undefined || typeof field.example === 'string';
    if (field.type === 'object' && isBare && isText) field.type = 'string';
  }
}

/** Nest leaves out a path's parameter whose type is one of our branded ids, which are no classes. */
function nameParameters(template: string, operation: Operation): void {
  const known = operation.parameters ?? [];
  const missing = [...template.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !known.some((one) => one.in === 'path' && one.name === name))
    .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  operation.parameters = [...missing, ...known];
}

/** The API as OpenAPI 3.1. Every operation may answer with a problem. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Kravhub')
    .setDescription(
      'Connects ledgers with debt collection. Amounts are decimal texts with all digits of their minor unit ("12500.50"), never JSON numbers. ' +
        'Every refusal is application/problem+json with its cause, consequence and remedy.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  for (const schema of Object.values(document.components.schemas ?? {})) nameTexts(schema as Schema);
  for (const [template, path] of Object.entries(document.paths)) {
    for (const operation of Object.values(path) as Operation[]) {
      if (operation.responses === undefined) continue;
      nameParameters(template, operation);
      operation.responses['default'] ??= {
        description: 'Refused, with the remedy.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
    }
  }
  return document;
}

/** `/api/docs` for people, `/api/docs-json` for programs. Put together when first asked for: no start waits for it. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup(DOCS, app, () => openApiDocument(app), {
    jsonDocumentUrl: `${DOCS}-json`,
    raw: ['json'],
  });
}
