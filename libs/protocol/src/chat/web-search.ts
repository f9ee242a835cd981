import { readObject, readString } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import { readLocation } from '../tools/web-search-options.js';
import type { WebSearchFormat } from '../wire-format.js';

/** In Chat a field of the request instead of a tool. */
export const webSearchField = 'web_search_options';

/** https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat */
export const webSearch: WebSearchFormat = {
  isTool: (type) => type === webSearchField,
  // Only OpenAI's models for search take the field.
  isAvailable: (model) => /(?:^|[-/])search(?:-|$)/.test(model),
  read: (options) => {
    const place = readObject(options.user_location);
    return omitUndefined({
      // Chat's search models search once, and so many searches are reserved of a budget.
      maxUses: 1,
      location: readLocation(readObject(place?.approximate) ?? place),
      contextSize: readString(options.search_context_size),
    });
  },
  write({ allowedDomains, blockedDomains, maxUses, location, contextSize }) {
    const { type, ...approximate } = location ?? {};
    const fields = {
      user_location: location && { type, approximate },
      search_context_size: contextSize,
    };
    return {
      tool: { type: webSearchField, ...omitUndefined(fields) },
      lost: [
        ...(allowedDomains ? (['allowedDomains'] as const) : []),
        ...(blockedDomains ? (['blockedDomains'] as const) : []),
        ...(maxUses === undefined ? [] : (['maxUses'] as const)),
      ],
    };
  },
};
