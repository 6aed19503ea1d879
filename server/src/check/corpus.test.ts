import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';
import { directoryRoot, fileRoot } from '../packages/find-root.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { type Diagnostic, packageDiagnostics, rootDiagnostics, syntaxDiagnostics } from './check.ts';

const corpus = '../shared/corpus';

/** Cases that differ from the reference's verdict, each with its reason. */
const differences = new Map([
  [
    'probes/R6-enc-1',
    'a warning: wit-parser 0.259 accepts a method named like its resource, and so do published packages',
  ],
  ['probes/R6-enc-2', 'as R6-enc-1'],
  ['wit-parser-ui/pass/simple-wasm-text', 'a package in the text format of wasm is not WIT text'],
]);

interface Case {
  readonly id: string;
  readonly path: string;
  readonly suite: string;
  readonly kind: 'pass' | 'fail';
  readonly features: readonly string[] | 'all';
  readonly component_validation: 'reject' | null;
  readonly expected_file: string | null;
  readonly expected_line: number | null;
}

interface Found {
  readonly file: string;
  /** 1-based, as in the index. */
  readonly line: number;
}

const cases = (): Case[] =>
  readFileSync(join(corpus, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
    .filter(({ suite }) => suite !== 'manifest');

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
  const read = (uri: string): ParsedFile => parse(uri, disk.readText(uri)!);
  const sources = statSync(start).isDirectory() ? directoryRoot(disk, read, start) : fileRoot(read, start);
  if (!sources) return [{ file: '', line: 0 }];
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
  return {
    file: relative(start, decodeURIComponent(uri)),
    line: tokens.text.slice(0, offset).split('\n').length,
  };
}

describe('the corpus', { skip: existsSync(corpus) ? false : 'it is not beside this checkout' }, () => {
  const all = existsSync(corpus) ? cases().map((one) => ({ ...one, found: errorsOf(one) })) : [];

  it('is accepted and refused as by the reference', () => {
    const wanted = (one: Case) => one.kind === 'fail' || one.component_validation === 'reject';
    const wrong = all.filter((one) => wanted(one) !== one.found.length > 0).map(({ id }) => id);
    console.log(`${all.length - wrong.length} of ${all.length} verdicts agree`);
    assert.deepEqual(
      wrong.filter((id) => !differences.has(id)),
      [],
    );
  });

  it('has an error on every line where the reference has one', () => {
    const placed = all.filter((one) => one.kind === 'fail' && one.expected_line !== null);
    const isThere = ({ found, expected_line, expected_file }: (typeof placed)[number]) =>
      found.some(({ file, line }) => line === expected_line && [null, file].includes(expected_file));
    const wrong = placed.filter((one) => !isThere(one)).map(({ id }) => id);
    console.log(`${placed.length - wrong.length} of ${placed.length} on the right line`);
    assert.deepEqual(wrong, []);
  });
});
