import { Database } from '../database.js';
import type { RequestLogRow } from '../rows.js';
import type { RequestLogPage, RequestLogQuery } from '../queries.js';

export class RequestLogsRepository {
  constructor(private readonly database: Database) {}

  page(query: RequestLogQuery): Promise<RequestLogPage> {
    throw new Error('not written yet');
  }

  find(id: string): Promise<RequestLogRow | null> {
    throw new Error('not written yet');
  }

  delete(which: { readonly before: string } | 'all'): Promise<number> {
    throw new Error('not written yet');
  }
}
