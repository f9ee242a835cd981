import type { JsonObject } from '@codegate/kernel';

import { readObject, readString, readStrings } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import type { WebSearchOptions } from '../model.js';

/** Domains without a scheme and a path; null for none. */
export function readDomains(value: unknown): string[] | undefined {
  const domains = readStrings(value);
  return domains.length === 0 ? undefined : domains;
}

/** OpenAI takes domains without a scheme. */
export function withoutScheme(domains: readonly string[]): string[] {
  return domains.map((domain) => domain.replace(/^https?:\/\//i, ''));
}

/** `user_location`, which is the same in Messages and Responses. */
export function readLocation(value: unknown): JsonObject | undefined {
  const location = readObject(value);
  if (!location) return undefined;
  const { city, region, country, timezone } = location;
  const known = omitUndefined({
    city: readString(city),
    region: readString(region),
    country: readString(country),
    timezone: readString(timezone),
  });
  return Object.keys(known).length === 0 ? undefined : { type: 'approximate', ...known };
}

/** What a search has to leave out, told in words where the tool has no field for it. */
export function toDomainInstruction(options: WebSearchOptions, lost: readonly string[]): string {
  const { allowedDomains, blockedDomains } = options;
  const sentences: string[] = [];
  if (lost.includes('allowedDomains') && allowedDomains) {
    sentences.push(`In web searches use pages of these sites only: ${allowedDomains.join(', ')}.`);
  }
  if (lost.includes('blockedDomains') && blockedDomains) {
    sentences.push(`In web searches never use pages of these sites: ${blockedDomains.join(', ')}.`);
  }
  return sentences.join(' ');
}
