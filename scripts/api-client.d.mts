/** The files of the client, by name, made from an OpenAPI document. */
export function generateClient(document: unknown): Promise<Record<string, string>>;
