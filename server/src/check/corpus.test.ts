import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { loadDecoder } from '../node/decoder/decoder.ts';
import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';
import { directoryRoot, fileRoot } from '../packages/find-root.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { type Case, cases, corpus, withoutCorpus } from '../syntax/testing/corpus.ts';
import { readEncodedWith } from '../testing/decoder.ts';
import { type Diagnostic, packageDiagnostics, rootDiagnostics, syntaxDiagnostics } from './check.ts';

const decode = (await loadDecoder())();

/**
 * Cases that the encoder refuses though the index does not say so: their worlds have `[method]foo.foo`, as in
 * probes/R6-enc-1, or a value too large (cli/src/commands/check-corpus.test.ts asks the encoder).
 */
const refusedByEncoder = new Set([
  'cli/pass/wit-deep-list',
  ...[
    'go-modules/testdata/example/resource-in-world',
    'go-modules/testdata/example/resource-in-world.wit.json.golden',
    'wrpc/examples/rust/resources-component-client/wit',
    'wrpc/examples/rust/resources-component-server/wit',
  ].map((id) => `real/bytecodealliance__${id}`),
]);

/** Cases whose error stands in a better column than the reference's, each with its reason. */
const betterColumns = new Map(
  [
    'probes/W3-bad-6',
    'real/wasmCloud/crates/wash-runtime/tests/fixtures/blobstore-implements-p3/wit',
    'real/wasmCloud/crates/wash-runtime/tests/fixtures/keyvalue-implements/wit',
  ].map((id) => [id, 'the reference points at the colon in `import name: ns:pkg/i`, we at the package']),
);

interface Found {
  readonly file: string;
  /** 1-based, as in the index; columns count bytes of UTF-8. */
  readonly line: number;
  readonly column: number;
}

const disk: FileSystem = {
  readText: (uri) => readFileSync(decodeURIComponent(uri), 'utf8'),
  readBytes: (uri) => readFileSync(decodeURIComponent(uri)),
  readDirectory: (folder) => namesIn(decodeURIComponent(folder)),
};

function namesIn(folder: string): DirectoryEntry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    return { name, kind: statSync(join(folder, name)).isDirectory() ? 'directory' : 'file' };
  });
}

function errorsOf({ path, features }: Case): Found[] {
  const start = join(corpus, path);
  const texts = new Map<string, string>();
  const encoded = readEncodedWith(decode, disk, texts);
  const read = (uri: string): ParsedFile => parse(uri, texts.get(uri) ?? disk.readText(uri)!);
  const isFolder = statSync(start).isDirectory();
  const sources = isFolder ? directoryRoot(disk, read, start, encoded) : fileRoot(read, start, encoded);
  if (!sources) return [{ file: '', line: 0, column: 0 }];
  const enabled = features === 'all' ? features : new Set(features);
  const resolved = resolveRoot(sources, enabled);
  const files = [sources.main, ...sources.dependencies].flatMap((group) => group.files);
  const found = [
    ...files.flatMap(syntaxDiagnostics),
    ...rootDiagnostics(sources, resolved),
    ...resolved.all.flatMap((one) => packageDiagnostics(one, enabled)),
  ];
  const errors = found.filter(({ severity }) => severity === 'error');
  return errors.map(({ at }) =>
    place(
      at,
      files.find(({ uri }) => uri === at.uri)!,
      start,
    ),
  );
}

function place(at: Diagnostic['at'], { uri, tokens }: ParsedFile, start: string): Found {
  const offset = 'start' in at ? at.start : tokens.start(at.first);
  const lines = tokens.text.slice(0, offset).split('\n');
  const before = lines.at(-1)!.replace(/^\u{feff}/u, '');
  return {
    file: relative(start, decodeURIComponent(uri)),
    line: lines.length,
    column: Buffer.byteLength(before) + 1,
  };
}

describe('the corpus', { skip: withoutCorpus }, () => {
  const all = cases().map((one) => ({ ...one, found: errorsOf(one) }));

  it('is accepted and refused as by the reference', () => {
    const isRefused = ({ kind, component_validation, id }: Case) =>
      kind === 'fail' || component_validation === 'reject' || refusedByEncoder.has(id);
    const wrong = all.filter((one) => isRefused(one) !== one.found.length > 0).map(({ id }) => id);
    assert.deepEqual(wrong, []);
  });

  const placed = all.filter((one) => one.kind === 'fail' && one.expected_line !== null);
  const onLine = ({ found, expected_line, expected_file }: (typeof placed)[number]) =>
    found.filter(({ file, line }) => line === expected_line && [null, file].includes(expected_file));

  it('has an error on every line where the reference has one', () => {
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

  it('has errors beside it in few cases: one mistake is told once', () => {
    const probes = placed.filter(({ suite }) => suite === 'probes');
    const errors = probes.reduce((sum, { found }) => sum + found.length, 0);
    console.log(`${errors} errors in ${probes.length} probes with one mistake each`);
    assert.ok(errors <= probes.length * 1.1);
  });
});
