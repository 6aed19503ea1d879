import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadDecoder } from '../../node/decoder/decoder.ts';
import type { DirectoryEntry, FileSystem } from '../../packages/file-system.ts';
import { directoryRoot, fileRoot } from '../../packages/find-root.ts';
import { resolveRoot } from '../../resolve/resolve-root.ts';
import { parse, type ParsedFile } from '../../syntax/parse.ts';
import { type Case, startOf } from '../../syntax/testing/corpus.ts';
import { readEncodedWith } from '../../testing/decoder.ts';
import { type Diagnostic, diagnosticsBy, packageFindings, rootFindings, syntaxFindings } from '../check.ts';
import type { Tools } from '../rule.ts';

const decode = (await loadDecoder())();

/** An error that we find in a case of the corpus. */
export interface Found {
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

/** Every error in the packages of a case, by certain tools. */
export function errorsOf(one: Case, tools: Tools): Found[] {
  const { features } = one;
  const start = startOf(one);
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
    ...files.flatMap(syntaxFindings),
    ...rootFindings(sources, resolved),
    ...resolved.all.flatMap((resolvedOne) => packageFindings(resolved, resolvedOne, enabled)),
  ];
  const judged = diagnosticsBy({ tools, components: true }, found);
  const errors = judged.filter(({ severity }) => severity === 'error');
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
