import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { nodeFileSystem, uriOf } from '../node/file-system.ts';
import { directoryRoot, fileRoot } from '../packages/find-root.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { type Case, cases, realPathOf, withoutCorpus } from '../syntax/testing/corpus.ts';
import type { WorldItem, WorldModel } from './model.ts';
import { resolveRoot } from './resolve-root.ts';
import { referenceWorld } from './testing/reference-world.ts';

/** A world costs the reference some 80 ms: one in so many is compared, and every one with EXHAUSTIVE=1. */
const one = process.env.EXHAUSTIVE === '1' ? 1 : 12;

/** Has packages in the binary format, which jco's reader of folders does not take. */
const unreadable = new Set(['wit-parser-ui/pass/kinds-of-deps']);

const valid = (): Case[] => cases().filter(({ kind, id }) => kind === 'pass' && !unreadable.has(id));

const read = (uri: string): ParsedFile => parse(uri, nodeFileSystem.readText(uri)!);

function worldsOf(found: Case): WorldModel[] {
  const start = realPathOf(found);
  const { features } = found;
  if (start.endsWith('.wat')) return [];
  const root = statSync(start).isDirectory()
    ? directoryRoot(nodeFileSystem, read, uriOf(start))
    : fileRoot(read, uriOf(start));
  if (!root) return [];
  const { main } = resolveRoot(root, features === 'all' ? features : new Set(features));
  return main.worlds.filter(({ excluded }) => !excluded);
}

const list = (items: ReadonlyMap<string, WorldItem>): string[] =>
  [...items.values()].map(({ kind, key }) => `${kind} ${key}`);

describe('the elaborated worlds of the corpus', { skip: withoutCorpus }, () => {
  const worlds = valid().flatMap((found) => worldsOf(found).map((world) => ({ found, world })));

  it('have the imports and exports of wit-parser, in its order', async () => {
    const sample = worlds.filter((_, index) => index % one === 0);
    for (const { found, world } of sample) {
      const expected = await referenceWorld(realPathOf(found), world.definition.name, found.features);
      const ours = { imports: list(world.imports), exports: list(world.exports) };
      assert.deepEqual(ours, expected, `${found.id}, world ${world.definition.name}`);
    }
    console.log(`${sample.length} of ${worlds.length} worlds compared`);
    assert.ok(sample.length >= 80);
  });
});
