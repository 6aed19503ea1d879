import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fromSources } from '../../../host/src/testing/from-sources.ts';
import { loadWasmTools } from '../../../host/src/engine/jco.ts';
import {
  allCases,
  type Case,
  corpus,
  realPathOf,
  withoutCorpus,
} from '../../../server/src/syntax/testing/corpus.ts';

/**
 * Packages that the index has as readable and the encoder refuses, by the world: a method named like its
 * resource in published ones, a value too large.
 */
const refusedByEncoder = new Map([
  ['real/bytecodealliance__go-modules/testdata/example/resource-in-world', 'imports'],
  ['real/bytecodealliance__go-modules/testdata/example/resource-in-world.wit.json.golden', 'imports'],
  ['real/bytecodealliance__wrpc/examples/rust/resources-component-client/wit', 'client'],
  ['real/bytecodealliance__wrpc/examples/rust/resources-component-server/wit', 'server'],
  ['cli/pass/wit-deep-list', 'lists'],
]);

/** Types too large, by the index itself; asking the encoder would take it very long. */
const tooLarge = new Set(['record', 'tuple', 'variant'].map((kind) => `cli/pass/wit-deep-${kind}`));

const refusal = /\[(method|static)\]foo\.foo` conflicts with previous name `foo`|maximum in-memory size/;

/** The cases whose verdict differs. */
function disagreeing(all: readonly Case[], isValid: (one: Case) => boolean, ...options: string[]): string[] {
  return [...byFeatures(all)].flatMap(([features, some]) => {
    const verdicts = verdictsOf(some, [features, ...options]);
    return some.filter((one, n) => isValid(one) !== verdicts[n]).map(({ id }) => id);
  });
}

/** Cases by the option that switches their features on. */
function byFeatures(all: readonly Case[]): Map<string, Case[]> {
  const found = new Map<string, Case[]>();
  for (const one of all) {
    const option = one.features === 'all' ? '--all-features' : `--features=${one.features.join(',')}`;
    found.set(option, [...(found.get(option) ?? []), one]);
  }
  return found;
}

/** Runs the command for many packages at once. */
function verdictsOf(some: readonly Case[], options: readonly string[]): boolean[] {
  const paths = some.map(({ path }) => join(corpus, path));
  const command = [...fromSources('cli/src/main.ts'), 'check', '--format', 'json', ...options, ...paths];
  const { stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const lines = stdout.trim().split('\n');
  assert.equal(lines.length, some.length);
  return lines.map((line) => (JSON.parse(line) as { ok: boolean }).ok);
}

const older = ['--wasm-tools', '0.259'];

describe('wit-studio check agrees with wasm-tools on the whole corpus', { skip: withoutCorpus }, () => {
  const all = allCases();
  const kinds = new Set(all.map(({ suite }) => suite === 'manifest'));

  it('for WIT and manifests', () => assert.equal(kinds.size, 2));

  it('for WIT that wit-parser reads', () => {
    const isRead = ({ kind }: Case) => kind === 'pass';
    assert.deepEqual(disagreeing(all, isRead, '--no-components', ...older), []);
  });

  it('for WIT that is encoded as components', () => {
    const isEncoded = ({ kind, component_validation, id }: Case) =>
      kind === 'pass' && component_validation !== 'reject' && !refusedByEncoder.has(id) && !tooLarge.has(id);
    assert.deepEqual(disagreeing(all, isEncoded, ...older), []);
  });

  it('except for packages that the encoder refuses although the index lists them as valid', async () => {
    const { componentEmbed, componentNew } = await loadWasmTools();
    for (const [id, world] of refusedByEncoder) {
      const witPath = realPathOf(all.find((one) => one.id === id)!);
      const core = await componentEmbed({ witPath, world, dummy: true, stringEncoding: 'utf8' });
      const encoded = componentNew(core, []);
      await assert.rejects(encoded, refusal, id);
    }
  });
});
