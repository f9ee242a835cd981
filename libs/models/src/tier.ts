/** The tiers a config has rows for. */
export const tiers = ['opus', 'sonnet', 'haiku'] as const;
export type Tier = (typeof tiers)[number];

const separators = /[-_./:@ ]+/;
/** Size words are compared with whole parts of a name: `gemini` and `minimax` contain "mini" and "max". */
const smallWords = new Set(
  'mini nano lite flash small air fast instant highspeed luna spark 1b 2b 3b 4b 7b 8b 9b 12b 13b 14b'.split(
    ' ',
  ),
);
const largeWords = new Set(
  'pro max ultra large astra heavy deep research reasoner o1 o3'.split(' '),
);

/**
 * The name without what only chooses a variant: `[1m]`, `:thinking`, `-latest` and a date.
 */
export function baseModelName(model: string): string {
  return model
    .replace(/\[1m\]$/i, '')
    .replace(/:thinking$/i, '')
    .replace(/-latest$/i, '')
    .replace(/[-@]20\d{6}$/, '');
}

/**
 * The tier of a model. Anthropic's family names decide; other names are classified by the size words
 * they contain, small ones first; a name without any is `sonnet`.
 *
 * @param line Anthropic's own classification from its model list, where known
 */
export function tierOf(model: string, line?: string): Tier {
  const name = baseModelName(model).toLowerCase();
  const family = line?.toLowerCase() ?? name;
  if (/opus|fable|mythos/.test(family)) return 'opus';
  if (family.includes('sonnet')) return 'sonnet';
  if (family.includes('haiku')) return 'haiku';
  const words = name.split(separators);
  if (words.some((word) => smallWords.has(word))) return 'haiku';
  if (words.some((word) => largeWords.has(word))) return 'opus';
  return 'sonnet';
}
