/**
 * What clients of one OpenAPI document would stumble over in another. Answers may only grow, requests may only become
 * more lenient; words, order and examples do not matter.
 *
 * @returns one line for each change that breaks clients
 */
export function breakingChanges(before, after) {
  const breaks = [];
  for (const [path, methods] of Object.entries(before.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method.toUpperCase()} ${path}`;
      const now = after.paths[path]?.[method];
      if (now === undefined) breaks.push(`${name} is gone`);
      else compareOperations(name, { before, after }, operation, now, breaks);
    }
  }
  return [...new Set(breaks)];
}

function compareOperations(name, documents, was, is, breaks) {
  if (was.operationId !== is.operationId) {
    breaks.push(`${name}: the operation ${was.operationId} is now ${is.operationId}`);
  }
  compareParameters(name, documents, was.parameters ?? [], is.parameters ?? [], breaks);
  const request = { documents, isRequest: true, breaks, seen: new Set() };
  const body = is.requestBody?.content?.['application/json']?.schema;
  const oldBody = was.requestBody?.content?.['application/json']?.schema;
  if (oldBody && !body) breaks.push(`${name}: the body is gone`);
  else if (!oldBody && body && is.requestBody.required) breaks.push(`${name}: needs a body`);
  else if (oldBody) compareSchemas(`${name} body`, request, oldBody, body);
  for (const [status, answer] of Object.entries(was.responses)) {
    const now = is.responses[status];
    if (!status.startsWith('2')) continue;
    if (now === undefined) breaks.push(`${name}: does not answer ${status} any more`);
    for (const [type, { schema }] of Object.entries(answer.content ?? {})) {
      const media = now?.content?.[type];
      const context = { documents, isRequest: false, breaks, seen: new Set() };
      if (now && !media) breaks.push(`${name}: does not answer ${type} any more`);
      else if (media) compareSchemas(`${name} ${status}`, context, schema, media.schema);
    }
  }
}

function compareParameters(name, documents, was, is, breaks) {
  const context = { documents, isRequest: true, breaks, seen: new Set() };
  const same = (a) => (b) => a.name === b.name && a.in === b.in;
  for (const old of was) {
    const now = is.find(same(old));
    if (!now) breaks.push(`${name}: the parameter ${old.name} is gone`);
    else {
      if (now.required && !old.required)
        breaks.push(`${name}: the parameter ${old.name} is needed`);
      compareSchemas(`${name} ?${old.name}`, context, old.schema, now.schema);
    }
  }
  for (const now of is) {
    if (now.required && !was.some(same(now))) breaks.push(`${name}: needs a parameter ${now.name}`);
  }
}

function compareSchemas(place, context, oldSchema, newSchema) {
  const { documents, isRequest, breaks, seen } = context;
  // Schemas that hold themselves would be followed forever.
  const pair = `${oldSchema?.$ref} ${newSchema?.$ref}`;
  if (oldSchema?.$ref && seen.has(pair)) return;
  seen.add(pair);
  const was = resolve(documents.before, oldSchema);
  const is = resolve(documents.after, newSchema);
  const [narrow, wide] = isRequest ? [was, is] : [is, was];
  compareValues(place, isRequest, narrow, wide, breaks);
  const properties = is.properties ?? {};
  for (const [field, schema] of Object.entries(was.properties ?? {})) {
    const inside = `${place}.${field}`;
    if (!Object.hasOwn(properties, field)) breaks.push(`${inside} is gone`);
    else compareSchemas(inside, context, schema, properties[field]);
  }
  const required = isRequest ? [is, was] : [was, is];
  const [needed, given] = required.map((schema) => schema.required ?? []);
  for (const field of needed.filter((it) => !given.includes(it))) {
    if (isRequest) breaks.push(`${place}.${field} is needed now`);
    else if (Object.hasOwn(properties, field)) breaks.push(`${place}.${field} may be missing now`);
  }
  for (const key of ['items', 'additionalProperties']) {
    if (isObject(was[key]) && isObject(is[key])) {
      compareSchemas(`${place}[]`, context, was[key], is[key]);
    }
  }
}

/** Whatever is of the narrow schema has to be of the wide one. */
function compareValues(place, isRequest, narrow, wide, breaks) {
  const verb = isRequest ? 'is not accepted any more' : 'may be answered now';
  const accepted = typesOf(wide);
  for (const type of typesOf(narrow)) {
    const isKnown = accepted.includes(type) || (type === 'integer' && accepted.includes('number'));
    if (accepted.length > 0 && !isKnown) breaks.push(`${place}: ${type} ${verb}`);
  }
  // Clients have to accept new values in responses, as announced; values that are no longer sent break no client.
  if (!isRequest || !Array.isArray(wide.enum)) return;
  for (const value of narrow.enum ?? []) {
    if (!wide.enum.includes(value)) breaks.push(`${place}: ${JSON.stringify(value)} ${verb}`);
  }
  if (!narrow.enum) breaks.push(`${place}: only ${JSON.stringify(wide.enum)} are accepted now`);
}

/** Types by name; a choice has those of all it offers, which is as far as it is looked into. */
function typesOf(schema) {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.flatMap((it) => (it.$ref ? ['object'] : typesOf(it)));
  return schema.type === undefined ? [] : [schema.type].flat();
}

function resolve(document, schema) {
  if (!schema?.$ref) return schema ?? {};
  return (
    schema.$ref
      .split('/')
      .slice(1)
      .reduce((at, key) => at?.[key], document) ?? {}
  );
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}
