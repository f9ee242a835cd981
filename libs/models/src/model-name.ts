/**
 * The name without what only chooses a variant: `[1m]`, `:thinking`, `-latest` and a date.
 */
export function baseModelName(model: string): string {
  return model
    .replace(/\[1m\]$/i, '')
    .replace(/:thinking$/i, '')
    .replace(/-latest$/i, '')
    .replace(/[-@]20(?:\d{6}|\d\d-\d\d-\d\d)$/, '');
}

/**
 * Where a model is served, as gateways and clouds put it before the name. A fixed list: with any prefix a key for
 * `glm-*` would get the tier of `glm-x/claude-opus-4-6`.
 */
const places =
  /^(?:(?:anthropic|openrouter|models|bedrock|vertex_ai|vertex|azure|azure_ai|databricks|openai|google|litellm_proxy)\/)*(?:(?:us|us-gov|eu|apac|jp|au|ca|global)\.)?(?:anthropic(?:\.|--?))?/;

/**
 * The name without where the model is served: a path such as `openrouter/anthropic/`, a region, a vendor.
 *
 * @param model in lower case
 */
export function withoutPlace(model: string): string {
  return model.replace(places, '');
}

/** Invisible characters, which providers ignore or strip. */
const invisible = /[\p{C}\s]+/gu;
/** Bedrock's version of a model: `-v1:0`. */
const bedrockVersion = /-v\d+(?::\d+)?$/;

/** Other spellings under which a model is sold: without its place, its variant and invisible characters. */
export function otherSpellings(model: string): ReadonlySet<string> {
  const clean = model.toLowerCase().replace(invisible, '');
  const inner = clean.slice(clean.lastIndexOf('/') + 1);
  const plain = withoutPlace(inner).replace(bedrockVersion, '');
  return new Set([clean, baseModelName(clean), inner, plain, baseModelName(plain)]);
}
