/** Which part of a list to read. The admin API's ListQuery fits. */
export type ListRequest = {
  readonly limit: number;
  readonly offset: number;
  /** Only rows whose name contains this text, in upper or lower case. */
  readonly search?: string;
  /** One of the list's fields; with a minus sign in front for descending order. */
  readonly sort?: string;
};

/** One part of a list. */
export type Page<T> = {
  readonly items: readonly T[];
  /** Number of rows in all parts. */
  readonly total: number;
};
