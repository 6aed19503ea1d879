import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { diagnostics } from '../features/diagnostics.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { nodeFileSystem, uriOf } from './file-system.ts';

/** PACKAGES=100000 takes some minutes, most of them for writing and removing the files. */
const COUNT = Number(process.env.PACKAGES ?? 200);

const text = (n: number) => `package many:p${n}@1.0.0;
interface types { record point { x: u32, y: u32 } move-by: func(p: point) -> point; }
world w { import types; }
`;

describe(`${COUNT} packages on disk`, () => {
  const root = mkdtempSync(join(tmpdir(), 'wit-many-'));
  const folderOf = (n: number) => join(root, `group${n % 100}`, `p${n}`, 'wit');
  const uris = new Set<string>();

  before(() => {
    for (let n = 0; n < COUNT; n++) {
      mkdirSync(folderOf(n), { recursive: true });
      mkdirSync(join(folderOf(n), '../src/empty'), { recursive: true });
      writeFileSync(join(folderOf(n), 'a.wit'), text(n));
      uris.add(uriOf(join(folderOf(n), 'a.wit')));
    }
  });
  after(() => rmSync(root, { recursive: true }));

  /** A workspace of all of it, and the number of times that a folder was listed. */
  function open() {
    const listed = { folders: 0 };
    const counting: FileSystem = {
      ...nodeFileSystem,
      readDirectory(uri) {
        listed.folders += 1;
        return nodeFileSystem.readDirectory(uri);
      },
    };
    const workspace = new Workspace(counting);
    workspace.changeFolders([uriOf(root)], []);
    return { workspace, listed };
  }

  it('do not delay the diagnostics of the open document', () => {
    const { workspace, listed } = open();
    const uri = uriOf(join(folderOf(7), 'a.wit'));
    workspace.open(uri, `${text(7)}interface i { type t = nothing; }\n`, 1);
    const [first] = workspace.filesToCheck();
    assert.equal(first, uri);
    assert.deepEqual(
      diagnostics(workspace.snapshot(), uri).map(({ code }) => code),
      ['unknown-type'],
    );
    // Its own folders, those above, and those beside it.
    assert.ok(listed.folders < 40, `${listed.folders} folders`);
  });

  it('are all found, in steps of at most one folder and its `deps`', () => {
    const { workspace, listed } = open();
    const found = new Set<string>();
    let most = 0;
    let before = listed.folders;
    for (const uri of workspace.filesToCheck()) {
      most = Math.max(most, listed.folders - before);
      if (uri !== undefined) {
        diagnostics(workspace.snapshot(), uri);
        found.add(uri);
      }
      before = listed.folders;
    }
    assert.deepEqual(found, uris);
    assert.ok(most <= 3, `${most} folders in one step`);
  });

  it('are not read again after an edit in one of them', () => {
    const { workspace, listed } = open();
    const report = () => {
      let asked = 0;
      for (const uri of workspace.filesToCheck()) {
        if (uri === undefined) continue;
        if (stamps.has(uri) && stamps.get(uri) === workspace.snapshot().stamp(uri)) continue;
        diagnostics(workspace.snapshot(), uri);
        stamps.set(uri, workspace.snapshot().stamp(uri));
        asked += 1;
      }
      return asked;
    };
    const stamps = new Map<string, number | undefined>();
    const uri = uriOf(join(folderOf(3), 'a.wit'));
    workspace.open(uri, text(3), 1);
    assert.equal(report(), COUNT);
    const { folders } = listed;
    const { parsed } = workspace.counters;
    workspace.open(uri, `${text(3)}interface more {}\n`, 2);
    assert.equal(report(), 1);
    assert.equal(listed.folders, folders);
    assert.equal(workspace.counters.parsed, parsed + 1);
  });
});
