import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Case, cases, withoutCorpus } from '../syntax/testing/corpus.ts';
import { errorsOf } from './testing/corpus-errors.ts';

/**
 * Cases that the encoder refuses without an entry in the index: their worlds have `[method]foo.foo`, as in
 * probes/R6-enc-1, or a value or type that is too large (cli/src/commands/check-corpus.test.ts asks the encoder).
 */
const refusedByEncoder = new Set([
  ...['list', 'record', 'tuple', 'variant'].map((kind) => `cli/pass/wit-deep-${kind}`),
  ...[
    'go-modules/testdata/example/resource-in-world',
    'go-modules/testdata/example/resource-in-world.wit.json.golden',
    'wrpc/examples/rust/resources-component-client/wit',
    'wrpc/examples/rust/resources-component-server/wit',
  ].map((id) => `real/bytecodealliance__${id}`),
]);

/** Cases whose error has a better column than the reference's, each with its reason. */
const betterColumns = new Map(
  [
    'probes/W3-bad-6',
    'real/wasmCloud/crates/wash-runtime/tests/fixtures/blobstore-implements-p3/wit',
    'real/wasmCloud/crates/wash-runtime/tests/fixtures/keyvalue-implements/wit',
  ].map((id) => [id, 'the reference points at the colon in `import name: ns:pkg/i`, we at the package']),
);

describe('the corpus as wit-parser 0.259 reads it', { skip: withoutCorpus }, () => {
  const all = cases().map((one) => ({ ...one, found: errorsOf(one, '0.259') }));

  it('has the same verdicts', () => {
    const isRefused = ({ kind, component_validation, id }: Case) =>
      kind === 'fail' || component_validation === 'reject' || refusedByEncoder.has(id);
    const wrong = all.filter((one) => isRefused(one) !== one.found.length > 0).map(({ id }) => id);
    assert.deepEqual(wrong, []);
  });

  const placed = all.filter((one) => one.kind === 'fail' && one.expected_line !== null);
  const onLine = ({ found, expected_line, expected_file }: (typeof placed)[number]) =>
    found.filter(({ file, line }) => line === expected_line && [null, file].includes(expected_file));

  it('has an error on each line that wit-parser reports', () => {
    const wrong = placed.filter((one) => onLine(one).length === 0).map(({ id }) => id);
    console.log(`${placed.length - wrong.length} of ${placed.length} on the right line`);
    assert.deepEqual(wrong, []);
  });

  it('has it in the same column', () => {
    const known = placed.filter(({ expected_col }) => expected_col !== null);
    const wrong = known.filter((one) => !onLine(one).some(({ column }) => column === one.expected_col));
    console.log(`${known.length - wrong.length} of ${known.length} in the right column`);
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [...betterColumns.keys()],
    );
  });

  it('has few additional errors: one mistake is reported once', () => {
    const probes = placed.filter(({ suite }) => suite === 'probes');
    const errors = probes.reduce((sum, { found }) => sum + found.length, 0);
    console.log(`${errors} errors in ${probes.length} probes with one mistake each`);
    assert.ok(errors <= probes.length * 1.1);
  });
});
