import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { prune, touch } from './prune.ts';

describe('a cache of transpiled components', () => {
  const cache = mkdtempSync(join(tmpdir(), 'wit-studio-prune-'));
  const day = 24 * 3_600_000;
  const entry = (name: string, bytes: number, ageMs: number) => {
    const folder = join(cache, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'component.js'), 'x'.repeat(bytes));
    const used = new Date(Date.now() - ageMs);
    utimesSync(folder, used, used);
    return folder;
  };
  beforeEach(() => {
    for (const name of readdirSync(cache)) rmSync(join(cache, name), { recursive: true });
  });
  after(() => rmSync(cache, { recursive: true }));

  const limits = { ageMs: day, bytes: 1_000, graceMs: 0 };

  it('evicts entries unused for long', async () => {
    entry('old', 10, 3 * day);
    entry('new', 10, 0);
    await prune(cache, limits);
    assert.deepEqual(readdirSync(cache), ['new']);
  });

  it('evicts the least recently used entries beyond its size', async () => {
    entry('a', 600, 3_000);
    entry('b', 300, 2_000);
    entry('c', 600, 1_000);
    await prune(cache, limits);
    assert.deepEqual(readdirSync(cache).sort(), ['b', 'c']);
  });

  it('keeps recently used entries of any size', async () => {
    entry('a', 600, 3_000);
    entry('b', 600, 2_000);
    await prune(cache, { ...limits, graceMs: day });
    assert.deepEqual(readdirSync(cache).sort(), ['a', 'b']);
  });

  it('counts a touched entry as recent', async () => {
    touch(entry('old', 10, 3 * day));
    await prune(cache, limits);
    assert.deepEqual(readdirSync(cache), ['old']);
  });

  it('touches an entry once a minute', async () => {
    const touched = entry('often', 10, 0);
    touch(touched);
    const used = new Date(Date.now() - 3 * day);
    utimesSync(touched, used, used);
    touch(touched);
    await prune(cache, limits);
    assert.deepEqual(readdirSync(cache), []);
  });

  it('may be missing', async () => {
    await prune(join(cache, 'nowhere'));
  });
});
