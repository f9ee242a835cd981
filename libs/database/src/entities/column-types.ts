/**
 * Column types that mean the same on SQLite and PostgreSQL, and that the original's processes read back:
 * its SQLite driver turns columns declared boolean or timestamp into other types, so flags are integers 0/1 and
 * times are text.
 */
export const text = { type: 'text', nullable: true } as const;
export const requiredText = { type: 'text' } as const;

/** Text that is sorted or compared: byte order everywhere, not the order of the database's language. */
export const ordered = { type: 'text', collation: 'C', nullable: true } as const;
export const requiredOrdered = { type: 'text', collation: 'C' } as const;

/** UTC text. The default serves rows written by the original; the gateway always gives a value. */
export const time = { ...ordered, default: () => 'CURRENT_TIMESTAMP' } as const;
export const requiredTime = { ...requiredOrdered, default: () => 'CURRENT_TIMESTAMP' } as const;

export const integer = { type: 'integer', nullable: true } as const;
export const bigInteger = { type: 'bigint', nullable: true } as const;
export const real = { type: 'double precision', nullable: true } as const;

export const count = { ...integer, default: 0 } as const;
export const flag = (initially: 0 | 1) => ({ ...integer, default: initially }) as const;

export const primaryKey = (name: string) =>
  ({ ...requiredOrdered, primaryKeyConstraintName: name }) as const;
