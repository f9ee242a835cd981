import type { FieldRestorer, Guard, Replacements } from '@codegate/guardrails';
import type { JsonObject } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';

/** Restores the response of one request: what its own request replaced, and every other replacement of the tenant. */
export class Protection {
  constructor(
    private readonly guard: Guard,
    private readonly tenantId: string,
    private readonly own: Replacements,
  ) {}

  /** The masked value of a header; undefined when it must not be sent, because it holds what a guardrail blocks. */
  header(value: string): string | undefined {
    const { text, blocked } = this.guard.anonymizeText(this.tenantId, value);
    return blocked.length === 0 ? text : undefined;
  }

  text(text: string): string {
    return this.guard.restoreText(this.tenantId, text, this.own);
  }

  body(dialect: Dialect, body: JsonObject): JsonObject {
    return this.guard.restoreBody(this.tenantId, dialect, body, this.own);
  }

  /** @param kind `json` for tool arguments, which are JSON themselves */
  field(kind: 'text' | 'json'): FieldRestorer {
    return this.guard.fieldRestorer(this.tenantId, kind, this.own);
  }

  /** A complete text of JSON, as tool arguments are. */
  json(text: string): string {
    const restorer = this.field('json');
    return restorer.push(text) + restorer.end();
  }
}
