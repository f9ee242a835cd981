import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { InstanceFolder, type FolderOwner } from './instance-folder.js';

let parent: string;
beforeEach(() => {
  parent = join(mkdtempSync(join(tmpdir(), 'instances-')), 'instances');
});

let made = 0;
/** Every instance of these tests has the process id of the test, as two containers both have 1. */
const anInstance = (owner: Partial<FolderOwner> = {}): InstanceFolder =>
  InstanceFolder.create(parent, {
    id: `id-${++made}`,
    host: 'h',
    pid: process.pid,
    role: 'proxy',
    startedAt: '2026-11-30 12:00:00.000',
    kernel: 'k',
    ...owner,
  });
/** A folder is left with its files when its owner ends before it could process them. */
const anEndedInstance = (files: Record<string, string>, owner: Partial<FolderOwner> = {}) => {
  const instance = anInstance(owner);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(instance.path, name), text);
  instance.close();
  return instance;
};
const textsOf = (instance: InstanceFolder): string[] =>
  instance
    .claimedFiles()
    .map((path) => readFileSync(path, 'utf8'))
    .sort();
const never = () => Promise.resolve(false);
const always = () => Promise.resolve(true);

describe('InstanceFolder', () => {
  it('is private, and removed when it is closed', () => {
    const instance = anInstance();
    expect(existsSync(instance.path)).toBe(true);

    instance.close();

    expect(readdirSync(parent)).toEqual([]);
  });

  it('leaves a running instance alone, even one with the same process id', async () => {
    const running = anInstance();
    writeFileSync(join(running.path, 'ledger-a.jsonl'), 'in use');

    const starting = anInstance();

    expect(await starting.claimEnded(always)).toEqual([]);
    expect(starting.claimedFiles()).toEqual([]);
    expect(readFileSync(join(running.path, 'ledger-a.jsonl'), 'utf8')).toBe('in use');
  });

  it('claims the files of ended instances and removes their folders', async () => {
    const first = anEndedInstance({ 'ledger-a.jsonl': '1a', 'ledger-b.jsonl': '1b' });
    const second = anEndedInstance({ 'ledger-a.jsonl': '2a' });
    const starting = anInstance();

    const ended = await starting.claimEnded(never);

    expect(ended.sort()).toEqual([first.owner.id, second.owner.id].sort());
    expect(textsOf(starting)).toEqual(['1a', '1b', '2a']);
    expect(readdirSync(parent)).toEqual([basename(starting.path)]);
    expect(await starting.claimEnded(never)).toEqual([]);
  });

  it('passes on what a claimer had claimed and not processed when it ended', async () => {
    anEndedInstance({ 'ledger-a.jsonl': 'first' });
    const claimer = anInstance();
    await claimer.claimEnded(never);
    writeFileSync(join(claimer.path, 'ledger-a.jsonl'), 'second');
    claimer.close();

    const next = anInstance();
    await next.claimEnded(never);

    expect(textsOf(next)).toEqual(['first', 'second']);
    expect(readdirSync(parent)).toEqual([basename(next.path)]);
  });

  it('gives each file to one of several instances that claim at once', async () => {
    const expected = Array.from({ length: 20 }, (_, index) => String(index).padStart(2, '0'));
    for (const text of expected) anEndedInstance({ 'ledger-a.jsonl': text });
    const claimers = Array.from({ length: 5 }, () => anInstance());

    await Promise.all(claimers.map((claimer) => claimer.claimEnded(never)));

    expect(claimers.flatMap(textsOf).sort()).toEqual(expected);
  });

  it('asks about an owner on another kernel, where a free lock proves nothing', async () => {
    const elsewhere = anEndedInstance({ 'ledger-a.jsonl': 'x' }, { kernel: 'another', host: 'h2' });
    const starting = anInstance();
    const asked: string[] = [];

    await starting.claimEnded((owner) => {
      asked.push(owner.host);
      return Promise.resolve(false);
    });
    expect(asked).toEqual(['h2']);
    expect(starting.claimedFiles()).toEqual([]);

    expect(await starting.claimEnded(always)).toEqual([elsewhere.owner.id]);
    expect(textsOf(starting)).toEqual(['x']);
  });

  it('compares host names where a kernel has no id', async () => {
    anEndedInstance({ 'ledger-a.jsonl': 'same' }, { kernel: null });
    anEndedInstance({ 'ledger-a.jsonl': 'other' }, { kernel: null, host: 'h2' });
    const starting = anInstance({ kernel: null });

    await starting.claimEnded(never);

    expect(textsOf(starting)).toEqual(['same']);
  });

  it('claims a single file once', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'old-')), 'ledger-12-a.jsonl');
    writeFileSync(path, 'old');
    const [first, second] = [anInstance(), anInstance()];

    expect([first.claimFile(path, 'old'), second.claimFile(path, 'old')]).toEqual([true, false]);
    expect(textsOf(first)).toEqual(['old']);
  });
});
