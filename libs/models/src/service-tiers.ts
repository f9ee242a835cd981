import { baseModelName, withoutPlace } from './model-name.js';

/** How a request is served, where that changes its price. */
export type ServedAs = {
  /** OpenAI's `service_tier`; `fast` also for Anthropic's `speed`. */
  tier: string | undefined;
  /** Anthropic's `inference_geo`. */
  geo: unknown;
};

type Factors = readonly (readonly [model: RegExp, factor: number])[];

/**
 * Price of a token in a dearer tier, as a multiple of the standard price. The last entry, for models that are not listed,
 * is the highest known multiple: a budget has to hold.
 *
 * OpenAI: openai.com/api-priority-processing and api-fast-mode (renamed in July 2026). Anthropic: platform.claude.com,
 * fast mode. Both as of November 2026.
 */
const premium: Readonly<Record<Vendor, Factors>> = {
  openai: [
    [/^gpt-5\.5/, 2.5],
    [/^gpt-5-mini/, 1.8],
    [/^gpt-5(?:[.-]|$)/, 2],
    [/^gpt-4\.1-nano/, 2],
    [/^gpt-4\.1/, 1.75],
    [/^gpt-4o-mini/, 5 / 3],
    [/^gpt-4o/, 1.75],
    [/^o3/, 1.75],
    [/^o4-mini/, 2],
    [/^/, 2.5],
  ],
  anthropic: [
    [/^claude-(?:opus-4[.-]8|opus-5|fable-5)/, 2],
    [/^/, 6],
  ],
  google: [[/^/, 2]],
};
const premiumTiers: Readonly<Record<Vendor, ReadonlySet<string>>> = {
  openai: new Set(['priority', 'fast']),
  // Its tier `priority` is capacity that was paid for in advance.
  anthropic: new Set(['fast']),
  google: new Set(['priority']),
};
const halfPriceTiers: ReadonlySet<string> = new Set(['flex', 'batch']);
/** Anthropic charges a tenth more for inference in the United States only. */
const usFactor = 1.1;

type Vendor = 'openai' | 'anthropic' | 'google';
const vendorsByName: readonly (readonly [RegExp, Vendor])[] = [
  [/^claude/, 'anthropic'],
  [/^(?:gpt|chatgpt|codex|o\d)/, 'openai'],
  [/^gemini/, 'google'],
];

/**
 * By what the price of all tokens of a request is multiplied. 1 for a model of a vendor without such tiers: its servers
 * ignore the field.
 */
export function priceFactor(model: string, { tier, geo }: ServedAs): number {
  if (tier === undefined && geo !== 'us') return 1;
  const name = withoutPlace(baseModelName(model.toLowerCase()));
  const vendor = vendorsByName.find(([pattern]) => pattern.test(name))?.[1];
  if (!vendor) return 1;
  return tierFactor(vendor, name, tier) * (vendor === 'anthropic' && geo === 'us' ? usFactor : 1);
}

function tierFactor(vendor: Vendor, name: string, tier = ''): number {
  if (halfPriceTiers.has(tier)) return 0.5;
  if (!premiumTiers[vendor].has(tier)) return 1;
  return premium[vendor].find(([pattern]) => pattern.test(name))?.[1] ?? 1;
}
