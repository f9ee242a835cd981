import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The eleven tables. In a database written by the original they exist already, some without the columns it
 * added over time: each is rebuilt in this shape and keeps its rows, values of the wrong type included.
 */
export class InitialSchema1764000000000 implements MigrationInterface {
  readonly name = 'InitialSchema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    for (const table of tablesFor(isSqlite)) {
      // The original never used PostgreSQL: a table that exists there belongs to another program.
      if (isSqlite && (await runner.hasTable(table.name))) await rebuild(runner, table);
      else await runner.query(createStatement(table, table.name));
      for (const index of table.indexes ?? []) await runner.query(index);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tablesFor(true).reverse()) {
      await runner.query(`DROP TABLE "${table.name}"`);
    }
  }
}

type Table = {
  name: string;
  columns: Record<string, string>;
  constraints: string[];
  indexes?: string[];
  /** Values of columns the original does not have, computed from those it has. */
  derived?: Record<string, { from: string; expression: string }>;
};

function createStatement(table: Table, name: string): string {
  const columns = Object.entries(table.columns).map(([column, type]) => `"${column}" ${type}`);
  return `CREATE TABLE "${name}" (${[...columns, ...table.constraints].join(', ')})`;
}

/** The way SQLite's manual describes; foreign keys are off, so that dropping the old table deletes nothing. */
async function rebuild(runner: QueryRunner, table: Table): Promise<void> {
  const temporary = `new_${table.name}`;
  const found = (await runner.query(`PRAGMA table_info("${table.name}")`)) as { name: string }[];
  const existing = new Set(found.map((column) => column.name));
  const copied = new Map(
    Object.keys(table.columns)
      .filter((column) => existing.has(column))
      .map((column) => [column, `"${column}"`]),
  );
  // SQLite lets a text primary key be NULL; such a row gets an id instead of being lost.
  if (copied.has('id')) copied.set('id', 'COALESCE("id", lower(hex(randomblob(16))))');
  for (const [column, { from, expression }] of Object.entries(table.derived ?? {})) {
    if (!existing.has(column) && (from === 'rowid' || existing.has(from))) {
      copied.set(column, expression);
    }
  }
  const columns = [...copied.keys()].map((column) => `"${column}"`).join(', ');
  await runner.query(createStatement(table, temporary));
  await runner.query(
    `INSERT INTO "${temporary}" (${columns}) SELECT ${[...copied.values()].join(', ')} FROM "${table.name}" ORDER BY rowid`,
  );
  await runner.query(`DROP TABLE "${table.name}"`);
  await runner.query(`ALTER TABLE "${temporary}" RENAME TO "${table.name}"`);
}

function tablesFor(isSqlite: boolean): Table[] {
  const text = 'text';
  const ordered = isSqlite ? 'text' : 'text COLLATE "C"';
  const time = `${ordered} DEFAULT ${isSqlite ? 'CURRENT_TIMESTAMP' : 'now()'}`;
  const requiredTime = `${ordered} NOT NULL DEFAULT ${isSqlite ? 'CURRENT_TIMESTAMP' : 'now()'}`;
  const real = 'double precision';
  // The spelling that the two databases report back unchanged.
  const whole = (value: number) => `integer DEFAULT ${isSqlite ? String(value) : `'${value}'`}`;
  return [
    {
      name: 'accounts',
      columns: {
        id: `${ordered} NOT NULL`,
        name: 'text NOT NULL',
        provider: 'text NOT NULL',
        auth_type: "text NOT NULL DEFAULT 'api_key'",
        api_key_enc: text,
        refresh_token_enc: text,
        token_expires_at: 'bigint',
        base_url: text,
        priority: whole(0),
        rate_limit: whole(60),
        monthly_budget: real,
        enabled: whole(1),
        subscription_type: text,
        account_email: text,
        external_account_id: text,
        dialects: text,
        last_used_at: text,
        last_error: text,
        last_error_at: text,
        error_count: whole(0),
        status: "text DEFAULT 'unknown'",
        created_at: time,
        updated_at: time,
      },
      constraints: ['CONSTRAINT "pk_accounts" PRIMARY KEY ("id")'],
    },
    {
      name: 'configs',
      columns: {
        id: `${ordered} NOT NULL`,
        name: 'text NOT NULL',
        description: text,
        is_active: whole(0),
        routing_strategy: "text DEFAULT 'priority'",
        created_at: time,
      },
      constraints: [
        'CONSTRAINT "pk_configs" PRIMARY KEY ("id")',
        'CONSTRAINT "uq_configs_name" UNIQUE ("name")',
      ],
    },
    {
      name: 'config_tiers',
      columns: {
        id: `${ordered} NOT NULL`,
        config_id: `${ordered} NOT NULL`,
        tier: 'text NOT NULL',
        account_id: `${ordered} NOT NULL`,
        priority: whole(0),
        target_model: text,
        position: 'integer',
      },
      constraints: [
        'CONSTRAINT "pk_config_tiers" PRIMARY KEY ("id")',
        'CONSTRAINT "fk_config_tiers_config" FOREIGN KEY ("config_id") REFERENCES "configs" ("id") ON DELETE CASCADE',
        'CONSTRAINT "fk_config_tiers_account" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE',
      ],
      indexes: [
        'CREATE INDEX "ix_config_tiers_config" ON "config_tiers" ("config_id")',
        'CREATE INDEX "ix_config_tiers_account" ON "config_tiers" ("account_id")',
      ],
      derived: { position: { from: 'rowid', expression: 'rowid' } },
    },
    {
      name: 'tenants',
      columns: {
        id: `${ordered} NOT NULL`,
        name: 'text NOT NULL',
        api_key_hash: `${ordered} NOT NULL`,
        api_key_prefix: 'text NOT NULL',
        api_key_enc: text,
        api_key_raw: text,
        config_id: ordered,
        rate_limit: whole(0),
        enabled: whole(1),
        created_at: time,
        updated_at: time,
      },
      constraints: [
        'CONSTRAINT "pk_tenants" PRIMARY KEY ("id")',
        'CONSTRAINT "uq_tenants_name" UNIQUE ("name")',
        'CONSTRAINT "uq_tenants_api_key_hash" UNIQUE ("api_key_hash")',
        'CONSTRAINT "fk_tenants_config" FOREIGN KEY ("config_id") REFERENCES "configs" ("id") ON DELETE SET NULL',
      ],
    },
    {
      name: 'tenant_settings',
      columns: { tenant_id: `${ordered} NOT NULL`, key: `${ordered} NOT NULL`, value: text },
      constraints: [
        'CONSTRAINT "pk_tenant_settings" PRIMARY KEY ("tenant_id", "key")',
        'CONSTRAINT "fk_tenant_settings_tenant" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE',
      ],
    },
    {
      name: 'settings',
      columns: { key: `${ordered} NOT NULL`, value: text },
      constraints: ['CONSTRAINT "pk_settings" PRIMARY KEY ("key")'],
    },
    {
      name: 'model_limits',
      columns: {
        model_id: `${ordered} NOT NULL`,
        max_output_tokens: 'integer',
        supports_tool_calling: 'integer',
        supports_reasoning: 'integer',
      },
      constraints: ['CONSTRAINT "pk_model_limits" PRIMARY KEY ("model_id")'],
    },
    {
      name: 'privacy_mappings',
      columns: {
        id: `${ordered} NOT NULL`,
        category: 'text NOT NULL',
        original_hash: `${ordered} NOT NULL`,
        original_enc: 'text NOT NULL',
        replacement: 'text NOT NULL',
        created_at: time,
      },
      constraints: [
        'CONSTRAINT "pk_privacy_mappings" PRIMARY KEY ("id")',
        'CONSTRAINT "uq_privacy_mappings_hash" UNIQUE ("original_hash")',
        'CONSTRAINT "uq_privacy_mappings_replacement" UNIQUE ("replacement")',
      ],
    },
    {
      name: 'sessions',
      columns: {
        id: `${ordered} NOT NULL`,
        container_id: text,
        name: 'text NOT NULL',
        status: "text NOT NULL DEFAULT 'starting'",
        port: 'integer',
        account_id: ordered,
        created_at: requiredTime,
        last_active_at: requiredTime,
      },
      constraints: ['CONSTRAINT "pk_sessions" PRIMARY KEY ("id")'],
    },
    {
      name: 'usage',
      columns: {
        id: `${ordered} NOT NULL`,
        account_id: ordered,
        tenant_id: ordered,
        config_id: ordered,
        tier: text,
        session_id: ordered,
        original_model: text,
        routed_model: text,
        input_tokens: whole(0),
        output_tokens: whole(0),
        cache_read_tokens: whole(0),
        cache_write_tokens: whole(0),
        cache_write_1h_tokens: whole(0),
        reasoning_tokens: whole(0),
        cost_micro_usd: 'bigint',
        cost_usd: real,
        created_at: time,
      },
      constraints: ['CONSTRAINT "pk_usage" PRIMARY KEY ("id")'],
      indexes: [
        'CREATE INDEX "ix_usage_created_at" ON "usage" ("created_at")',
        'CREATE INDEX "ix_usage_account_created" ON "usage" ("account_id", "created_at")',
        'CREATE INDEX "ix_usage_tenant_created" ON "usage" ("tenant_id", "created_at")',
      ],
      derived: {
        cost_micro_usd: {
          from: 'cost_usd',
          expression: 'CAST(ROUND(CAST("cost_usd" AS REAL) * 1000000) AS INTEGER)',
        },
      },
    },
    {
      name: 'request_logs',
      columns: {
        id: `${ordered} NOT NULL`,
        timestamp: requiredTime,
        request_id: text,
        method: text,
        path: text,
        inbound_format: text,
        account_id: ordered,
        account_name: text,
        provider: text,
        tenant_id: ordered,
        session_id: ordered,
        original_model: text,
        routed_model: text,
        status_code: 'integer',
        input_tokens: 'integer',
        output_tokens: 'integer',
        cost_micro_usd: 'bigint',
        latency_ms: 'integer',
        first_byte_ms: 'integer',
        is_stream: whole(0),
        is_failover: whole(0),
        attempts: text,
        error_message: text,
        request_body: text,
        response_body: text,
      },
      constraints: ['CONSTRAINT "pk_request_logs" PRIMARY KEY ("id")'],
      indexes: [
        'CREATE INDEX "ix_request_logs_timestamp" ON "request_logs" ("timestamp", "id")',
        'CREATE INDEX "ix_request_logs_tenant" ON "request_logs" ("tenant_id", "timestamp", "id")',
        'CREATE INDEX "ix_request_logs_account" ON "request_logs" ("account_id", "timestamp", "id")',
        'CREATE INDEX "ix_request_logs_session" ON "request_logs" ("session_id", "timestamp", "id")',
      ],
    },
  ];
}
