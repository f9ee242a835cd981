import type {
  FieldRestorer,
  Guard,
  Replacements,
  RestorePolicy,
  TextKind,
} from '@codegate/guardrails';
import type { JsonObject } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';

/** Restores the response of one request: the tokens of the tenant that the policy allows. */
export class Protection {
  private readonly restoring: { own: Replacements; policy: RestorePolicy | undefined };

  /** @param policy by default all tokens of the tenant are restored */
  constructor(
    private readonly guard: Guard,
    private readonly tenantId: string,
    own: Replacements,
    policy?: RestorePolicy,
  ) {
    this.restoring = { own, policy };
  }

  /** The masked value of a header; undefined when it must not be sent, because it holds what a guardrail blocks. */
  header(value: string): string | undefined {
    const { text, blocked } = this.guard.anonymizeText(this.tenantId, value);
    return blocked.length === 0 ? text : undefined;
  }

  text(text: string): string {
    return this.guard.restoreText(this.tenantId, text, this.restoring);
  }

  body(dialect: Dialect, body: JsonObject): JsonObject {
    return this.guard.restoreBody(this.tenantId, dialect, body, this.restoring);
  }

  /** @param kind `json` for tool arguments, which are JSON themselves, `argument` where they are plain text */
  field(kind: TextKind): FieldRestorer {
    return this.guard.fieldRestorer(this.tenantId, kind, this.restoring);
  }

  /** A complete text of JSON, as tool arguments are. */
  json(text: string): string {
    const restorer = this.field('json');
    return restorer.push(text) + restorer.end();
  }
}
