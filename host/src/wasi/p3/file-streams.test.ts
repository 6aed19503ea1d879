import assert from 'node:assert/strict';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { OpenFile } from '../filesystem/open-file.ts';
import { OpenHandles } from '../filesystem/open-handles.ts';
import type { Opened } from '../filesystem/open-at.ts';
import { appendTo, writeTo } from './file-streams.ts';
import { OK, type GuestStream } from './streams.ts';

/** A stream of one piece, which counts how often bytes were taken from it. */
class Piece implements GuestStream {
  reads = 0;
  isDropped = false;

  read({ rejectLength = Infinity }: { readonly rejectLength?: number }): ReturnType<GuestStream['read']> {
    const value = Buffer.from('text');
    if (value.length > rejectLength) return Promise.resolve({ done: true, rejectedLength: value.length });
    return Promise.resolve(this.reads++ === 0 ? { value, done: false } : { done: true });
  }

  [Symbol.dispose](): void {
    this.isDropped = true;
  }
}

describe('a stream that a guest writes into a file', () => {
  let folder: string;
  let handles: OpenHandles;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-studio-streams-'));
    writeFileSync(join(folder, 'a.txt'), '');
    handles = new OpenHandles();
  });
  afterEach(() => {
    handles.closeAll();
    rmSync(folder, { recursive: true });
  });

  const opened = (access: { read: boolean; write: boolean }): Opened => {
    const fd = openSync(join(folder, 'a.txt'), access.write ? 'r+' : 'r');
    return { file: new OpenFile(fd, access, handles), flags: access as Opened['flags'] };
  };

  it('is written to its end, and dropped', async () => {
    const data = new Piece();
    const mount = { isReadOnly: false, handles };
    assert.deepEqual(await writeTo(data, mount, opened({ read: false, write: true }), 0n), OK);
    assert.equal(readFileSync(join(folder, 'a.txt'), 'latin1'), 'text');
    assert.equal(data.isDropped, true);
  });

  it('keeps every byte where the file is not open for writing', async () => {
    const file = opened({ read: true, write: false });
    const mount = { isReadOnly: false, handles };
    for (const write of [
      (data: Piece) => writeTo(data, mount, file, 0n),
      (data: Piece) => appendTo(data, mount, file),
    ]) {
      const data = new Piece();
      assert.deepEqual(await write(data), { tag: 'err', val: { tag: 'bad-descriptor' } });
      assert.deepEqual([data.reads, data.isDropped], [0, true]);
    }
  });
});
