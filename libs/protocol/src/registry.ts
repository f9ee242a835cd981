import { chat } from './chat/index.js';
import { kindProperties, type EndpointDefinition, type KindProperties } from './endpoint.js';
import { messages } from './messages/index.js';
import { responses } from './responses/index.js';
import type { WireFormat } from './wire-format.js';

/** An endpoint with the dialect it belongs to and what holds for its kind. */
export type RegisteredEndpoint = EndpointDefinition &
  KindProperties & {
    name: Endpoint;
    dialect: Dialect;
    format: WireFormat;
    /** Dialects whose accounts serve it. */
    servedBy: readonly Dialect[];
  };

const formats = new Map<string, WireFormat>();
const endpointsByName = new Map<string, RegisteredEndpoint>();

/**
 * Makes dialects known to the whole program.
 *
 * @returns what was given, so that names of dialects and endpoints can be derived from it
 */
export function registerWireFormats<const Formats extends readonly WireFormat[]>(
  ...added: Formats
): Formats {
  for (const format of added) {
    formats.set(format.name, format);
    for (const [name, definition] of Object.entries(format.endpoints)) {
      // Names are typed as strings here, because the types of the names are derived from what is registered.
      const dialect = format.name as Dialect;
      endpointsByName.set(name, {
        ...definition,
        ...kindProperties[definition.kind],
        name: name as Endpoint,
        dialect,
        format,
        servedBy: [dialect, ...((definition.alsoServedBy ?? []) as readonly Dialect[])],
      });
    }
  }
  return added;
}

/** All dialects, one line each. */
const registered = registerWireFormats(
  messages, // Anthropic
  chat, // OpenAI Chat Completions
  responses, // OpenAI Responses
);

type Registered = (typeof registered)[number];
/** Name of a dialect. */
export type Dialect = Registered['name'];
/** Name of an endpoint. */
export type Endpoint = {
  [Name in Dialect]: keyof Extract<Registered, { name: Name }>['endpoints'];
}[Dialect];

/** Names of all dialects. */
export const dialects: readonly Dialect[] = registered.map(({ name }) => name);
/** Names of all endpoints. */
export const endpoints = [...endpointsByName.keys()] as readonly Endpoint[];

/** The wire format of a dialect; throws for a name that is not registered, which is an error of the program. */
export function formatOf(dialect: string): WireFormat {
  const format = formats.get(dialect);
  if (!format) throw new Error(`unknown dialect ${dialect}`);
  return format;
}

/** The definition of an endpoint; throws for a name that is not registered, which is an error of the program. */
export function endpointOf(name: string): RegisteredEndpoint {
  const endpoint = endpointsByName.get(name);
  if (!endpoint) throw new Error(`unknown endpoint ${name}`);
  return endpoint;
}

/** The endpoint through which a dialect generates text. */
export function generateEndpointOf(dialect: Dialect): RegisteredEndpoint {
  for (const endpoint of endpointsByName.values()) {
    if (endpoint.dialect === dialect && endpoint.kind === 'generate') return endpoint;
  }
  throw new Error(`the dialect ${dialect} has no endpoint that generates text`);
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The format of the response to a request that belongs to no endpoint: the one whose header or path it has, otherwise
 * Chat, which most clients understand.
 *
 * @param url path of the request, or null to look at the headers only
 */
export function formatOfRequest(url: string | null, headers: Headers): WireFormat {
  for (const format of formats.values()) {
    if (format.headers.isNamedBy(headers)) return format;
    const paths = Object.values(format.endpoints).map(({ path }) => path);
    if (url !== null && paths.some((path) => url.includes(path))) return format;
  }
  return chat;
}
