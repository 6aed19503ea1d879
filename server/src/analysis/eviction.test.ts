import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diagnostics } from '../features/diagnostics.ts';
import { workspaceSymbols } from '../features/navigation/workspace-symbols.ts';
import { random } from '../syntax/testing/random.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { Workspace } from './workspace.ts';

/** Both for longer runs: STEPS=20000 SEED=7. */
const seed = Number(process.env.SEED ?? 1);
const steps = Number(process.env.STEPS ?? 300);

const many = (count: number) =>
  new Map(
    [...Array(count).keys()].map((n) => [
      `/ws/p${n}/a.wit`,
      `package a:p${n};\ninterface i { type t = u${n}; }\n`,
    ]),
  );

function open(files: Map<string, string>, mostKept?: number): Workspace {
  const workspace = new Workspace(memoryFileSystem(files), undefined, undefined, mostKept);
  workspace.changeFolders(['file:///ws'], []);
  return workspace;
}

/** A client that requests the diagnostics of a file again only if its stamp changed. */
class DiagnosticClient {
  readonly #reported = new Map<string, { readonly stamp: number | undefined; readonly codes: string }>();
  requests = 0;

  constructor(readonly workspace: Workspace) {}

  all(): Map<string, string> {
    const uris = [...this.workspace.filesToCheck()].filter((uri) => uri !== undefined);
    return new Map(uris.map((uri) => [uri, this.#of(uri)]));
  }

  #of(uri: string): string {
    const before = this.#reported.get(uri);
    const snapshot = this.workspace.snapshot();
    if (before?.stamp !== undefined && before.stamp === snapshot.stamp(uri)) return before.codes;
    this.requests += 1;
    const codes = diagnostics(snapshot, uri).map(({ code, message }) => `${code} ${message}`);
    this.#reported.set(uri, { stamp: snapshot.stamp(uri), codes: codes.join('\n') });
    return codes.join('\n');
  }
}

describe('roots of closed documents', () => {
  it('are evicted beyond the cache limit, without being computed again for unchanged diagnostics', () => {
    const workspace = open(many(100), 1000);
    const client = new DiagnosticClient(workspace);
    const first = client.all();
    assert.equal(workspace.counters.parsed, 100);
    workspace.open('file:///ws/p7/a.wit', 'package a:p7;\n', 1);
    const second = client.all();
    assert.equal(client.requests, 101);
    assert.equal(workspace.counters.parsed, 101);
    assert.equal(second.get('file:///ws/p7/a.wit'), '');
    assert.equal(second.get('file:///ws/p50/a.wit'), first.get('file:///ws/p50/a.wit'));
  });

  it('are all cached below the limit', () => {
    const workspace = open(many(100));
    const { all } = { all: [...workspace.snapshot().roots()] };
    assert.equal(all.length, 100);
    assert.deepEqual([...workspace.snapshot().roots()], all);
    assert.equal(workspace.counters.parsed, 100);
  });

  it('are read again on a request', () => {
    const workspace = open(many(100), 1000);
    new DiagnosticClient(workspace).all();
    const roots = [...workspace.snapshot().roots()];
    assert.deepEqual([roots.length, roots[0]!.packages.has('a:p0')], [100, true]);
    assert.ok(workspace.counters.parsed > 150);
  });

  it('are read again for a symbol search only if they contain the name', () => {
    const files = many(100);
    files.set('/ws/p5/a.wit', 'package a:p5;\ninterface special { type wanted = u8; }\n');
    const workspace = open(files, 1000);
    new DiagnosticClient(workspace).all();
    const { parsed } = workspace.counters;
    const found = workspaceSymbols(workspace.snapshot(), 'wntd');
    assert.deepEqual(
      found.map(({ name, uri }) => `${name} ${uri}`),
      ['wanted file:///ws/p5/a.wit'],
    );
    assert.equal(workspace.counters.parsed, parsed + 1);
    files.set('/ws/p6/a.wit', files.get('/ws/p5/a.wit')!.replace('p5', 'p6'));
    workspace.changedOnDisk([{ uri: 'file:///ws/p6/a.wit', kind: 'content' }]);
    assert.equal(workspaceSymbols(workspace.snapshot(), 'wntd').length, 2);
  });

  it('are not evicted while one of their documents is open', () => {
    const workspace = open(many(100), 1000);
    workspace.open('file:///ws/p99/a.wit', 'package a:p99;\n', 1);
    const root = workspace.snapshot().root('file:///ws/p99/a.wit');
    new DiagnosticClient(workspace).all();
    assert.equal(workspace.snapshot().root('file:///ws/p99/a.wit'), root);
  });
});

/** Files that name each other, manifests that lead from one to another. */
const PATHS = [
  '/ws/a/wit/a.wit',
  '/ws/a/wit/more.wit',
  '/ws/a/wit/deps/c.wit',
  '/ws/a/wit/deps/c/c.wit',
  '/ws/a/wit/deps/c/deps/x.wit',
  '/ws/c/wit/c.wit',
  '/ws/c/wit/deps/e/e.wit',
  '/ws/e/e.wit',
];
const TEXTS = [
  'package a:b;\nworld w { import c:d/i; import e:f/j; }\n',
  'package c:d;\ninterface i { use e:f/j.{t}; }\n',
  'package e:f;\ninterface j { type t = u8; }\n',
  'package e:f;\ninterface j { type t = nothing; }\n',
  'interface k { use i.{t}; }\n',
  'interface {',
];
const MANIFESTS: readonly (readonly [path: string, texts: readonly string[]])[] = [
  [
    '/ws/wkg.toml',
    ['[workspace]\nmembers = ["*/wit", "e"]\n', '[overrides]\n"c:d" = { path = "c/wit" }\n', '['],
  ],
  ['/ws/a/wkg.toml', ['[overrides]\n"e:f" = { path = "../e" }\n', '[metadata]\n']],
  ['/ws/a/wit/deps.toml', ['c = "../../c/wit"\n', 'e = "../../e"\n', 'c = 1\n']],
  [
    '/ws/a/Cargo.toml',
    ['[package]\n[package.metadata.component.target.dependencies]\n"e:f" = { path = "../e" }\n'],
  ],
];

describe('diagnostics reported by stamp', () => {
  it('equal those of a fresh server after any change', () => {
    const pick = random(seed).below;
    const files = new Map<string, string>();
    const onDisk = memoryFileSystem(files);
    const workspace = new Workspace(onDisk, undefined, undefined, 150);
    workspace.changeFolders(['file:///ws'], []);
    const client = new DiagnosticClient(workspace);
    const opened = new Map<string, string>();
    for (let step = 0; step < steps; step++) {
      change(pick, workspace, files, opened);
      const fresh = open(files);
      for (const [uri, text] of opened) fresh.open(uri, text, 1);
      assert.deepEqual(
        sorted(client.all()),
        sorted(new DiagnosticClient(fresh).all()),
        `seed ${seed}, step ${step}`,
      );
    }
  });
});

const sorted = (reports: ReadonlyMap<string, string>) => [...reports].sort(([a], [b]) => (a < b ? -1 : 1));

function change(
  pick: (below: number) => number,
  workspace: Workspace,
  files: Map<string, string>,
  opened: Map<string, string>,
): void {
  const [path, texts] =
    pick(3) === 0 ? MANIFESTS[pick(MANIFESTS.length)]! : [PATHS[pick(PATHS.length)]!, TEXTS];
  const uri = uriOfPath(path);
  const text = texts[pick(texts.length)]!;
  const what = pick(6);
  if (what === 0 && path.endsWith('.wit')) {
    opened.set(uri, text);
    workspace.open(uri, text, 1);
  } else if (what === 1) {
    const [first] = opened.keys();
    if (first === undefined) return;
    opened.delete(first);
    workspace.close(first);
  } else if (what === 2)
    remove(workspace, files, pick(4) === 0 ? path.slice(0, path.lastIndexOf('/')) : path);
  else {
    const existed = files.has(path);
    files.set(path, text);
    workspace.changedOnDisk([{ uri, kind: existed ? 'content' : 'existence' }]);
  }
}

/** Deletes a file, or a folder with its contents, with a single event. */
function remove(workspace: Workspace, files: Map<string, string>, path: string): void {
  const gone = [...files.keys()].filter((one) => one === path || one.startsWith(`${path}/`));
  for (const one of gone) files.delete(one);
  if (gone.length > 0) workspace.changedOnDisk([{ uri: uriOfPath(path), kind: 'existence' }]);
}
