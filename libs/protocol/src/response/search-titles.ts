import type { Part, WebSource } from '../model.js';

/**
 * The parts of a response, with what its text tells about the pages of its searches: the titles, and the pages
 * themselves where the provider did not list them.
 */
export function withTitles(parts: readonly Part[]): Part[] {
  const cited = parts.flatMap((part) => (part.type === 'text' ? (part.sources ?? []) : []));
  const titles = new Map(cited.map(({ url, title }) => [url, title]));
  const named = (source: WebSource): WebSource => {
    const title = source.title ?? titles.get(source.url);
    return title === undefined ? source : { ...source, title };
  };
  const pages = [...titles.keys()].map((url) => named({ url }));
  return parts.map((part) => {
    if (part.type !== 'web_search') return part;
    const { sources } = part.search;
    const found = sources.length === 0 ? pages : sources.map(named);
    return { ...part, search: { ...part.search, sources: found } };
  });
}
