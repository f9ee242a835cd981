import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';

import { AlertsConfig } from './alerts-config.js';
import { Env } from './fields.js';
import { LimitsConfig } from './limits-config.js';
import { OidcConfig } from './oidc-config.js';

const port = 'a port number from 0 to 65535';
const maxTimeoutMs = 24 * 60 * 60 * 1000;

/** Storage of data. */
export class StorageConfig {
  @Env('DATA_DIR', 'text', 'Folder of the database, the key files and the ledger journal')
  @IsString()
  @IsNotEmpty()
  dataDir = './data';

  @Env('DATABASE_URL', 'text', 'postgres://… to use PostgreSQL instead of the embedded SQLite')
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'must start with postgres:// or postgresql://' })
  databaseUrl: string | undefined = undefined;

  @Env(
    'SHARED_STATE',
    'text',
    'Where limits and cooldowns are kept: memory (one process) or database (several processes on one database)',
  )
  @IsIn(['memory', 'database'], { message: 'must be memory or database' })
  sharedState: 'memory' | 'database' = 'memory';

  @Env('REDIS_URL', 'text', 'redis://… shared state of several gateways (not used yet)')
  @IsOptional()
  @Matches(/^rediss?:\/\//, { message: 'must start with redis:// or rediss://' })
  redisUrl: string | undefined = undefined;
}

/** Keys for stored secrets; each replaces its key file. `auto` or empty means: use the file. */
export class KeysConfig {
  @Env(
    'ACCOUNT_KEY',
    'text',
    'Passphrase for the stored provider keys instead of DATA_DIR/.account-key',
  )
  @IsOptional()
  @IsString()
  accountKey: string | undefined = undefined;

  @Env('MASTER_KEY', 'text', 'Older name of ACCOUNT_KEY; used when that is not set')
  @IsOptional()
  @IsString()
  masterKey: string | undefined = undefined;

  @Env(
    'GUARDRAIL_KEY',
    'text',
    'Passphrase for guardrail tokens instead of DATA_DIR/.guardrail-key',
  )
  @IsOptional()
  @IsString()
  guardrailKey: string | undefined = undefined;
}

/** The admin adapter. */
export class AdminConfig {
  @Env('UI_PORT', 'integer', 'Port of the admin API')
  @IsInt({ message: `must be ${port}` })
  @Min(0, { message: `must be ${port}` })
  @Max(65535, { message: `must be ${port}` })
  uiPort = 9211;

  @Env('ADMIN_TOKEN', 'text', 'Bearer token of the admin API with the rights of an owner')
  @IsOptional()
  @MinLength(16, { message: 'must have at least 16 characters' })
  adminToken: string | undefined = undefined;

  @Env(
    'ADMIN_PASSWORD',
    'text',
    'Password of the owner `admin`; this user is created or updated at every start',
  )
  @IsOptional()
  @MinLength(10, { message: 'must have at least 10 characters' })
  @MaxLength(256, { message: 'must have at most 256 characters' })
  adminPassword: string | undefined = undefined;

  @Env(
    'ADMIN_PUBLIC_URL',
    'text',
    'URL of the admin API for browsers, when it is behind a reverse proxy',
  )
  @IsOptional()
  @Matches(/^https?:\/\/[^/?#]+\/?$/, {
    message: 'must be https://host or http://host, without a path',
  })
  publicUrl: string | undefined = undefined;

  @Env(
    'ADMIN_TRUSTED_PROXIES',
    'list',
    'Addresses or networks of proxies whose X-Forwarded headers count (`loopback`, `10.0.0.0/8`)',
  )
  @Matches(/^(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]+(\/\d+)?)$/, {
    each: true,
    message: 'must be a list of addresses or networks',
  })
  trustedProxies: string[] = [];

  @Env(
    'ADMIN_CORS_ORIGINS',
    'list',
    'Origins of other websites that may use the admin API, each as https://host',
  )
  @Matches(/^https?:\/\/[^/*?#]+$/, { each: true, message: 'must be a list of https://host' })
  corsOrigins: string[] = [];
}

/** The LLM proxy. */
export class ProxyConfig {
  @Env('PROXY_PORT', 'integer', 'Port of the LLM proxy')
  @IsInt({ message: `must be ${port}` })
  @Min(0, { message: `must be ${port}` })
  @Max(65535, { message: `must be ${port}` })
  proxyPort = 9212;

  @Env(
    'CORS_ORIGINS',
    'list',
    'Origins of websites that may use the LLM proxy, each as https://host, or `*` for all',
  )
  @Matches(/^(\*|https?:\/\/[^/*?#]+)$/, {
    each: true,
    message: 'must be a list of https://host, or *',
  })
  corsOrigins: string[] = [];

  @Env('PROXY_API_KEY', 'text', 'Key for callers without a tenant key; it is then required')
  @IsOptional()
  @MinLength(8, { message: 'must have at least 8 characters' })
  proxyApiKey: string | undefined = undefined;

  @Env('MAX_BODY_MB', 'integer', 'Largest request body in MiB; larger ones are refused with 413')
  @IsInt()
  @Min(1)
  @Max(1024)
  maxBodyMb = 64;

  @Env(
    'REQUEST_HEADERS_TIMEOUT_MS',
    'integer',
    'Longest time for the proxy to receive the headers of a request',
  )
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  headersTimeoutMs = 15_000;

  @Env(
    'REQUEST_BODY_TIMEOUT_MS',
    'integer',
    'Longest time for the proxy to receive the body of a request; a slower one is answered with 408',
  )
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  bodyTimeoutMs = 120_000;

  @Env('MAX_CONNECTIONS', 'integer', 'Most connections of clients to the proxy at once')
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxConnections = 10_000;

  @Env(
    'MAX_ANONYMOUS_CONNECTIONS_PER_ADDRESS',
    'integer',
    'Most connections to the proxy of one address before a request on them has shown a valid key',
  )
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxAnonymousConnectionsPerAddress = 4_000;

  @Env('UPSTREAM_CONNECT_TIMEOUT_MS', 'integer', 'Longest wait for a connection to a provider')
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  connectTimeoutMs = 10_000;

  @Env('UPSTREAM_FIRST_BYTE_TIMEOUT_MS', 'integer', 'Longest wait for the first byte of a response')
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  firstByteTimeoutMs = 300_000;

  @Env('UPSTREAM_IDLE_TIMEOUT_MS', 'integer', 'Longest time without data inside a response')
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  idleTimeoutMs = 180_000;

  @Env(
    'KEEP_ALIVE_PING_MS',
    'integer',
    'Time without data after which a streaming client gets a ping',
  )
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  keepAlivePingMs = 15_000;

  @Env(
    'STREAM_COMMIT_MS',
    'integer',
    'Longest wait for the start of a stream; then pings begin and failover ends',
  )
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  streamCommitMs = 10_000;

  @Env(
    'ALLOW_PRIVATE_UPSTREAMS',
    'flag',
    'Accept base URLs on loopback and private networks; default: only while HOST is loopback',
  )
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  allowPrivateUpstreams: boolean | undefined = undefined;
}

/** The guardrails. */
export class GuardrailsConfig {
  @Env(
    'GUARDRAIL_THREADS',
    'integer',
    'Worker threads that check large requests; 0: by the number of cores, from 2 to 4',
  )
  @IsInt()
  @Min(0)
  @Max(64)
  threads = 0;

  @Env(
    'GUARDRAIL_TIMEOUT_MS',
    'integer',
    'Longest time to check a request of up to 1 MiB in a worker thread; each further MiB adds a quarter. Then the request is refused',
  )
  @IsInt()
  @Min(1)
  @Max(maxTimeoutMs)
  timeoutMs = 10_000;
}

/** Terminal sessions; the names are fixed now so that a compose file does not change later. */
export class SessionsConfig {
  @Env('DOCKER_SOCKET', 'text', 'Reserved: socket of the container engine for terminal sessions')
  @IsString()
  dockerSocket = '/var/run/docker.sock';

  @Env('SESSION_NETWORK', 'text', 'Reserved: container network of terminal sessions')
  @IsString()
  sessionNetwork = 'codegate_proxy-net';

  @Env('SESSION_IMAGE', 'text', 'Reserved: image of terminal sessions')
  @IsString()
  sessionImage = 'codegate-session';

  @Env('SESSION_BASE_PORT', 'integer', 'Reserved: first host port of terminal sessions')
  @IsInt()
  @Min(1)
  @Max(65535)
  sessionBasePort = 7700;

  @Env('HOST_CLAUDE_RW', 'text', 'Reserved: where the host folder ~/.claude is mounted')
  @IsString()
  hostClaudeDir = '/host-claude-rw';

  @Env('CLAUDE_CREDENTIALS_FILE', 'text', 'Reserved: Claude Code credentials file to read')
  @IsString()
  claudeCredentialsFile = '/host-claude/.credentials.json';
}

/** The environment variables, read once at start. */
export class GatewayConfig {
  @Env('HOST', 'text', 'Address both ports listen on; 0.0.0.0 for all interfaces')
  @IsString()
  @IsNotEmpty()
  host = '127.0.0.1';

  @Env('CODEGATE_ROLE', 'text', 'all, or only the admin or the proxy adapter')
  @IsIn(['all', 'admin', 'proxy'], { message: 'must be all, admin or proxy' })
  role: 'all' | 'admin' | 'proxy' = 'all';

  @Env('WORKERS', 'integer', 'Proxy processes on one port (more than 1 is not supported yet)')
  @IsInt()
  @Min(1)
  @Max(1, { message: 'must be 1: several proxy processes are not supported yet' })
  workers = 1;

  @Env('LOG_LEVEL', 'text', 'fatal, error, warn, info, debug, trace or silent')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'must be fatal, error, warn, info, debug, trace or silent',
  })
  logLevel = 'info';

  storage = new StorageConfig();
  keys = new KeysConfig();
  admin = new AdminConfig();
  oidc = new OidcConfig();
  proxy = new ProxyConfig();
  limits = new LimitsConfig();
  guardrails = new GuardrailsConfig();
  alerts = new AlertsConfig();
  sessions = new SessionsConfig();

  /** Whether the ports can be reached from this machine only. */
  get isLoopbackOnly(): boolean {
    return this.host === 'localhost' || this.host === '::1' || this.host.startsWith('127.');
  }

  /** Whether this process serves the admin API. */
  get servesAdmin(): boolean {
    return this.role !== 'proxy';
  }

  /** Whether this process serves the LLM proxy. */
  get servesProxy(): boolean {
    return this.role !== 'admin';
  }

  /** Whether other processes may write to the same database. */
  get sharesDatabase(): boolean {
    return this.role !== 'all' || this.storage.databaseUrl !== undefined;
  }

  get allowsPrivateUpstreams(): boolean {
    return this.proxy.allowPrivateUpstreams ?? this.isLoopbackOnly;
  }

  /** Whether the issuer of single sign-on that is stored by the API may be in a private network. */
  get allowsPrivateIssuer(): boolean {
    return this.oidc.allowPrivateIssuer ?? this.allowsPrivateUpstreams;
  }
}
