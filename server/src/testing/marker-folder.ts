import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileRange, Place } from '../analysis/snapshot.ts';
import { LineIndex } from '../base/line-index.ts';
import type { LspLocation } from './editor.ts';
import type { Fixture } from './fixture.ts';

/** A fixture as files on disk. Its places are named by `file://` and the fixture's path, as in memory. */
export class MarkerFolder {
  readonly uri: string;
  readonly #path: string;
  readonly #lines: ReadonlyMap<string, LineIndex>;

  constructor({ files }: Fixture) {
    this.#path = realpathSync(mkdtempSync(join(tmpdir(), 'wit-marker-')));
    this.uri = pathToFileURL(this.#path).href;
    this.#lines = new Map([...files].map(([path, text]) => [path, new LineIndex(text)]));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(this.#path, path)), { recursive: true });
      writeFileSync(join(this.#path, path), text);
    }
  }

  /** The LSP value of a position. */
  at({ uri, offset }: Place) {
    const path = uri.slice('file://'.length);
    return { textDocument: { uri: this.uri + path }, position: this.#linesOf(path).positionAt(offset) };
  }

  fileRange({ uri, range }: LspLocation): FileRange {
    const path = decodeURIComponent(uri.slice(this.uri.length));
    const lines = this.#linesOf(path);
    return { uri: `file://${path}`, start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  }

  remove(): void {
    rmSync(this.#path, { recursive: true });
  }

  #linesOf(path: string): LineIndex {
    const lines = this.#lines.get(path);
    if (lines === undefined) throw new Error(`the fixture has no ${path}`);
    return lines;
  }
}
