/** Names of operations that differ from the code. */
const shorter: Readonly<Record<string, string>> = {
  'routingConfigs.': 'configs.',
  'requestLogs.': 'logs.',
  'explain.explain': 'configs.explain',
  'convertPreview.show': 'convert.preview',
  'usage.sums': 'usage.get',
};

/** `AccountsController` and `list` as `accounts.list`: stable as long as the code keeps its names. */
export function operationIdOf(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  const id = `${name.charAt(0).toLowerCase()}${name.slice(1)}.${method}`;
  const long = Object.keys(shorter).find((start) => id.startsWith(start));
  return long === undefined ? id : id.replace(long, shorter[long] ?? '');
}

/** Descriptions of usual methods that need no comment in the code. */
const usual: Readonly<Record<string, (one: string, many: string) => string>> = {
  list: (_, many) => `All ${many}.`,
  get: (one) => `Reads ${withArticle(one).toLowerCase()}.`,
  create: (one) => `Creates ${withArticle(one).toLowerCase()}.`,
  replace: (one) => `Replaces ${withArticle(one).toLowerCase()}.`,
  update: (one) => `Changes the given fields of ${withArticle(one).toLowerCase()}.`,
  delete: (one) => `Deletes ${withArticle(one).toLowerCase()}.`,
};

/** The summary of an operation whose method has no comment, made from words such as `custom guardrail` and `create`. */
export function usualSummary(operationId: string): string | undefined {
  const [controller = '', method = ''] = operationId.split('.');
  const [verb = '', ...specific] = wordsOf(method);
  const many = [...specific, ...wordsOf(controller)].join(' ');
  return usual[verb]?.(many.replace(/s$/, ''), many);
}

function wordsOf(camelCase: string): string[] {
  return camelCase.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'An' : 'A'} ${noun}`;
}
