import { baseModelName, withoutPlace } from './model-name.js';

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

/** Anthropic's family where its names have it: `claude-opus-4-6`, `claude-3-5-haiku`, or alone, as in `opus`. */
const claudeFamily = /^(?:claude[-_. ](?:v?\d+[-_. ])*)?(opus|sonnet|haiku|fable|mythos)(?![a-z])/;
/**
 * The tier of a model. Anthropic's family decides, but only in its place in the name: a key that is limited to
 * `claude-haiku-*` must not get another tier by a word it adds. Other names are classified by the size words they
 * contain, small ones first; a name without any is `sonnet`.
 *
 * @param line Anthropic's own classification from its model list, where known
 */
export function tierOf(model: string, line?: string): Tier {
  const name = withoutPlace(baseModelName(model).toLowerCase());
  const family = line === undefined ? claudeFamily.exec(name)?.[1] : familyOf(line);
  if (family !== undefined) return family === 'sonnet' || family === 'haiku' ? family : 'opus';
  const words = name.split(separators);
  if (words.some((word) => smallWords.has(word))) return 'haiku';
  if (words.some((word) => largeWords.has(word))) return 'opus';
  return 'sonnet';
}

function familyOf(line: string): string | undefined {
  return /opus|fable|mythos|sonnet|haiku/.exec(line.toLowerCase())?.[0];
}
