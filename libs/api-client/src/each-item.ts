type Page<Item> = { items: Item[]; total?: number; nextCursor?: string | null };

/**
 * Every item of a list, page after page: `for await (const log of eachItem(client.logs.list, {}))`. Lists that have a
 * cursor are read by it, the others by offset.
 *
 * @param input as for a single call; `query.limit` is the size of a page
 */
export async function* eachItem<Input extends { query?: object }, Item>(
  list: (input: Input) => Promise<Page<Item>>,
  input: Input,
): AsyncGenerator<Item, void, undefined> {
  let place: { offset?: number; cursor?: string } = {};
  let seen = (input.query as { offset?: number } | undefined)?.offset ?? 0;
  for (;;) {
    const page = await list({ ...input, query: { ...input.query, ...place } });
    yield* page.items;
    seen += page.items.length;
    if (page.nextCursor !== undefined) {
      if (page.nextCursor === null) return;
      place = { cursor: page.nextCursor };
    } else {
      if (page.items.length === 0 || seen >= (page.total ?? 0)) return;
      place = { offset: seen };
    }
  }
}
