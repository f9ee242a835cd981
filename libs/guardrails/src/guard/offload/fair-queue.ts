/** Items of several groups. The groups take turns, so a group with many items does not delay those of the others. */
export class FairQueue<Item> {
  /** In the order in which the groups have their turns. */
  private readonly groups = new Map<string, Item[]>();

  /** Adds an item behind those of its group. */
  push(group: string, item: Item): void {
    const items = this.groups.get(group);
    if (items) items.push(item);
    else this.groups.set(group, [item]);
  }

  /** Takes the first item of the first group whose first item is accepted; the group's next turn is after all others. */
  take(accepts: (item: Item) => boolean): Item | undefined {
    for (const [group, items] of this.groups) {
      const first = items[0];
      if (first === undefined || !accepts(first)) continue;
      this.groups.delete(group);
      if (items.length > 1) this.groups.set(group, items.slice(1));
      return first;
    }
    return undefined;
  }

  /** Takes all items out, in no particular order. */
  drain(): Item[] {
    const items = [...this.groups.values()].flat();
    this.groups.clear();
    return items;
  }
}
