import { validateSync } from 'class-validator';

import { fieldsOf, type ConfigField } from './fields.js';
import { GatewayConfig } from './gateway-config.js';

/** The environment holds a value that cannot be used. The message names every such variable, in one line. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration: ${problems.join('; ')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads and checks the environment.
 *
 * @param env usually `process.env`; an empty value counts as not set
 * @returns the frozen configuration
 * @throws ConfigError that lists all wrong variables, never their values
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig {
  const config = new GatewayConfig();
  const topics = [
    config,
    config.storage,
    config.keys,
    config.admin,
    config.oidc,
    config.proxy,
    config.limits,
    config.guardrails,
    config.alerts,
    config.sessions,
  ];
  const problems = topics.flatMap((topic) => fill(topic, env));
  if (problems.length > 0) throw new ConfigError(problems);
  for (const topic of topics) Object.freeze(topic);
  return config;
}

function fill(topic: object, env: Readonly<Record<string, string | undefined>>): string[] {
  const fields = fieldsOf(topic.constructor as new () => object);
  const values = topic as Record<string, unknown>;
  for (const [property, field] of fields) {
    const text = env[field.variable]?.trim();
    if (text !== undefined && text !== '') values[property] = parse(text, field.kind);
  }
  return validateSync(topic, { forbidUnknownValues: false }).map((problem) => {
    const variable = fields.get(problem.property)?.variable ?? problem.property;
    const reasons = Object.values(problem.constraints ?? {}).map((reason) =>
      reason.replace(`${problem.property} `, ''),
    );
    return `${variable} ${[...new Set(reasons)].join(' and ')}`;
  });
}

function parse(text: string, kind: ConfigField['kind']): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'integer':
      // A text that is no number stays a text, so that validation names the variable.
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'list':
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    case 'flag':
      return text === 'true' || text === '1'
        ? true
        : text === 'false' || text === '0'
          ? false
          : text;
  }
}
