import { describe, expect, it } from '@jest/globals';

import { ConfigError, readConfig } from './read-config.js';

describe('readConfig', () => {
  it('gives the documented defaults for an empty environment', () => {
    const config = readConfig({});

    expect(config.host).toBe('127.0.0.1');
    expect(config.admin.uiPort).toBe(9211);
    expect(config.proxy.proxyPort).toBe(9212);
    expect(config.storage.dataDir).toBe('./data');
    expect(config.allowsPrivateUpstreams).toBe(true);
  });

  it('reads numbers, flags and texts', () => {
    const config = readConfig({ UI_PORT: '1', HOST: '0.0.0.0', ALLOW_PRIVATE_UPSTREAMS: 'true' });

    expect(config.admin.uiPort).toBe(1);
    expect(config.allowsPrivateUpstreams).toBe(true);
  });

  it('treats an empty value as not set', () => {
    expect(readConfig({ PROXY_PORT: '' }).proxy.proxyPort).toBe(9212);
  });

  it('refuses private upstreams by default when it listens on all interfaces', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).allowsPrivateUpstreams).toBe(false);
  });

  it('names every wrong variable in one line and never repeats a value', () => {
    const read = () =>
      readConfig({
        UI_PORT: 'http',
        PROXY_PORT: '70000',
        ADMIN_TOKEN: 'hunter2',
        LOG_LEVEL: 'loud',
      });

    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^Configuration: LOG_LEVEL must .*UI_PORT must .*PROXY_PORT must [^\n]*$/);
    expect(read).not.toThrow(/hunter2/);
  });

  it.each([
    ['DATABASE_URL', 'mysql://x'],
    ['CODEGATE_ROLE', 'both'],
    ['ALLOW_PRIVATE_UPSTREAMS', 'maybe'],
    ['MAX_BODY_MB', '0'],
    ['WORKERS', '2'],
  ])('refuses %s=%s', (variable, value) => {
    expect(() => readConfig({ [variable]: value })).toThrow(variable);
  });
});
