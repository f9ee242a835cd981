/** What the processes keep in memory and have to reload when it changes. */
export type ChangeTopic =
  | 'accounts'
  | 'budgets'
  | 'configs'
  | 'model_limits'
  | 'prices'
  | 'settings'
  | 'tenant_keys'
  | 'tenants';

/** One change of stored configuration. */
export type Change = {
  readonly topic: ChangeTopic;
  /** Id of the row that was inserted, updated or deleted; null when any row of the topic may have changed. */
  readonly rowId: string | null;
};

/** A change with its place among the changes of its topic. */
export type RecordedChange = Change & { readonly revision: number };

/** The highest revision of each topic; a topic without any change is missing. */
export type Revisions = ReadonlyMap<ChangeTopic, number>;
