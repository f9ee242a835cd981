import type { operations } from './generated/schema.data.js';

type OperationId = keyof operations;

/** Leaves out what an operation does not have, and makes optional what may be empty. */
type Part<Name extends string, Value> = [Exclude<Value, undefined>] extends [never]
  ? unknown
  : undefined extends Value
    ? { [Key in Name]?: Exclude<Value, undefined> }
    : { [Key in Name]: Value };

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content[keyof Content]
  : Operation extends { requestBody?: { content: infer Content } }
    ? Content[keyof Content] | undefined
    : undefined;

/** `path`, `query` and `body` of an operation, as far as it has them. */
export type InputOf<Id extends OperationId> = Part<'path', operations[Id]['parameters']['path']> &
  Part<'query', operations[Id]['parameters']['query']> &
  Part<'body', BodyOf<operations[Id]>>;

type Success<Responses> = Responses[keyof Responses & (200 | 201 | 202 | 204)];

type Answer<Response> = Response extends { content: { 'application/json': infer Body } }
  ? Body
  : Response extends { content: object }
    ? globalThis.Response
    : undefined;

/** The JSON of an answer, `undefined` for an empty one; exports are given as they arrive, as a Response. */
export type OutputOf<Id extends OperationId> = Answer<Success<operations[Id]['responses']>>;

export type CallOptions = { signal?: AbortSignal };

type Call<Input, Output> =
  Partial<Input> extends Input
    ? (input?: Input, options?: CallOptions) => Promise<Output>
    : (input: Input, options?: CallOptions) => Promise<Output>;

type GroupOf<Id extends string> = Id extends `${infer Group}.${string}` ? Group : never;
type IdsOf<Group extends string> = Extract<OperationId, `${Group}.${string}`>;
type MethodOf<Id extends string> = Id extends `${string}.${infer Method}` ? Method : never;

/** `client.accounts.create` is the operation `accounts.create` of the document. */
export type ApiClient = {
  readonly [Group in GroupOf<OperationId>]: {
    readonly [Id in IdsOf<Group> as MethodOf<Id>]: Call<InputOf<Id>, OutputOf<Id>>;
  };
};
