/** How one variable of the environment becomes one field: its name, its type and its description. */
export type ConfigField = {
  variable: string;
  /** A list is separated by commas. */
  kind: 'text' | 'integer' | 'flag' | 'list';
  description: string;
};

type FieldOwner = abstract new () => object;

const fieldsByClass = new Map<FieldOwner, Map<string, ConfigField>>();

/** Binds a property of a config class to a variable; the property's initial value is the default. */
export function Env(
  variable: string,
  kind: ConfigField['kind'],
  description: string,
): PropertyDecorator {
  return (target, property) => {
    const owner = target.constructor as unknown as FieldOwner;
    const fields = fieldsByClass.get(owner) ?? new Map<string, ConfigField>();
    fields.set(String(property), { variable, kind, description });
    fieldsByClass.set(owner, fields);
  };
}

export function fieldsOf(owner: FieldOwner): ReadonlyMap<string, ConfigField> {
  return fieldsByClass.get(owner) ?? new Map<string, ConfigField>();
}

/** Every variable with its default, for docs/configuration.md. */
export function describeConfig(
  owners: readonly (new () => object)[],
): (ConfigField & { default: string })[] {
  return owners.flatMap((owner) => {
    const defaults = new owner() as Record<string, unknown>;
    return [...fieldsOf(owner)].map(([property, field]) => ({
      ...field,
      default: textOf(defaults[property]),
    }));
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
