import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { dialects, type Dialect } from './support/callers.js';
import { startGateway, type Gateway } from './support/gateway.js';

/** Real coding agents, each through the gateway to a provider of each format: one tool round trip. */
const bin = join(process.env.CODEGATE_CLIENTS ?? '', 'node_modules/.bin');
const timeoutMs = 60_000;
const mock = new LLMock({ port: 0 });
const home = mkdtempSync(join(tmpdir(), 'codegate-home-'));
const keys = new Map<Dialect, string>();
let gateway: Gateway;

/** Asks for the tool once, and answers when its output is there. */
function addRoundTrip(word: string, name: string, args: object): void {
  const toolCalls = [{ name, arguments: JSON.stringify(args) }];
  mock.addFixture({
    match: { userMessage: word, hasToolResult: false },
    response: { toolCalls },
  });
  mock.addFixture({
    match: { userMessage: word, hasToolResult: true },
    response: { content: `${word} is done` },
  });
}

beforeAll(async () => {
  addRoundTrip('claude-task', 'Bash', { command: 'echo from-the-tool', description: 'says it' });
  addRoundTrip('codex-task', 'exec_command', { cmd: 'echo from-the-tool' });
  addRoundTrip('opencode-task', 'bash', { command: 'echo from-the-tool', description: 'says it' });
  // Titles and the like, which agents ask for on the side.
  mock.onMessage(/./, { content: 'A title' });
  await mock.start();
  gateway = await startGateway();
  for (const dialect of dialects) {
    const account = await gateway.must('POST', '/api/accounts', {
      name: dialect,
      provider: 'custom',
      apiKey: 'upstream-key-123',
      baseUrl: mock.url,
      dialects: [dialect],
    });
    const config = await gateway.must('POST', '/api/configs', {
      name: dialect,
      tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({ tier, accountId: account.id })),
    });
    const tenant = await gateway.must('POST', '/api/tenants', {
      name: dialect,
      configId: config.id,
    });
    keys.set(dialect, tenant.apiKey);
  }
});
afterAll(async () => {
  await Promise.all([gateway.stop(), mock.stop()]);
  rmSync(home, { recursive: true, force: true });
});

describe.each(dialects)('a provider that speaks %s', (dialect) => {
  it(
    'serves Claude Code',
    async () => {
      const output = await run('claude', ['-p', 'claude-task', '--allowedTools', 'Bash(echo:*)'], {
        ANTHROPIC_BASE_URL: gateway.proxyUrl,
        ANTHROPIC_API_KEY: keys.get(dialect)!,
        DISABLE_AUTOUPDATER: '1',
        DISABLE_TELEMETRY: '1',
        DISABLE_ERROR_REPORTING: '1',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      });

      expect(output).toContain('claude-task is done');
      expect(sawToolOutput()).toBe(true);
    },
    timeoutMs,
  );

  it(
    'serves Codex',
    async () => {
      const folder = join(home, '.codex');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, 'config.toml'),
        `model = "gpt-5.5-codex"
model_provider = "codegate"
[model_providers.codegate]
name = "CodeGate"
base_url = "${gateway.proxyUrl}/v1"
env_key = "CODEGATE_KEY"
wire_api = "responses"
`,
      );
      const args = ['exec', '--skip-git-repo-check', '-s', 'danger-full-access', 'codex-task'];
      const output = await run('codex', args, {
        CODEGATE_KEY: keys.get(dialect)!,
        CODEX_HOME: folder,
      });

      expect(output).toContain('codex-task is done');
      expect(sawToolOutput()).toBe(true);
    },
    timeoutMs,
  );

  it(
    'serves opencode',
    async () => {
      const project = mkdtempSync(join(home, 'project-'));
      writeFileSync(
        join(project, 'opencode.json'),
        JSON.stringify({
          provider: {
            anthropic: {
              options: { baseURL: `${gateway.proxyUrl}/v1`, apiKey: keys.get(dialect) },
            },
          },
        }),
      );
      const output = await run(
        'opencode',
        ['run', '-m', 'anthropic/claude-sonnet-4-5', 'opencode-task'],
        {
          OPENCODE_DISABLE_AUTOUPDATE: '1',
          OPENCODE_DISABLE_MODELS_FETCH: '1',
          OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
        },
        project,
      );

      expect(output).toContain('opencode-task is done');
    },
    timeoutMs,
  );
});

/** Whether the provider has got the output of the tool back since the last time. */
function sawToolOutput(): boolean {
  const requests = mock.getRequests();
  const seen = JSON.stringify(requests).includes('from-the-tool');
  mock.clearRequests();
  return seen;
}

function run(
  name: string,
  args: string[],
  env: Record<string, string>,
  cwd = home,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, name), args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: home, TERM: 'dumb', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs - 5_000);
    child.on('error', reject);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve(output);
    });
  });
}
