import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { describe, test } from 'node:test';
import { nodeFileSystem, uriOf } from '../node/file-system.ts';
import { directoryRoot, fileRoot } from '../packages/find-root.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { type Case, casesOfAllTools, realPathOf, withoutCorpus } from '../syntax/testing/corpus.ts';
import { figuresOf } from './testing/figures.ts';

interface Figures {
  readonly lines: number;
  readonly sha256: string;
}

/** wit-parser's figures for each package; scripts/abi-figures.mjs writes them. */
const { packages } = JSON.parse(readFileSync('test-fixtures/abi/figures.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Figures>>;
};

const read = (uri: string): ParsedFile => parse(uri, nodeFileSystem.readText(uri)!);

function linesOf(one: Case): readonly string[] {
  const start = realPathOf(one);
  const features = one.features === 'all' ? 'all' : new Set(one.features);
  const root = statSync(start).isDirectory()
    ? directoryRoot(nodeFileSystem, read, uriOf(start))
    : fileRoot(read, uriOf(start));
  return figuresOf(resolveRoot(root!, features).all, features);
}

describe('sizes, alignments, offsets, flattened types and core signatures', { skip: withoutCorpus }, () => {
  test("are wit-parser's for every type and function of the corpora", (t) => {
    const cases = casesOfAllTools().filter(({ id }) => packages[id]);
    let compared = 0;
    const wrong = cases.flatMap((one) => {
      const lines = linesOf(one);
      compared += lines.length;
      const sha256 = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
      const ours: Figures = { lines: lines.length, sha256 };
      return JSON.stringify(ours) === JSON.stringify(packages[one.id]) ? [] : [one.id];
    });
    t.diagnostic(`${cases.length} packages, ${compared} types and functions`);
    assert.ok(compared > 12_000);
    assert.deepEqual(wrong, []);
  });
});
