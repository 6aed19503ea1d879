import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { LineIndex } from '../../base/line-index.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';
import { declaration } from './declaration.ts';
import { generatedAt } from './generated-declarations.ts';
import { implementation } from './implementation.ts';
import type { Target } from './target.ts';

const service = `package edge:service@0.1.0;

interface auth {
  record user { name: string }
  check-token: func(token: string) -> bool;
}
interface counters {
  resource counter {
    constructor(start: u32);
    next-value: func() -> u32;
    zero: static func() -> counter;
  }
}
world authenticator { export auth; export counters; }
world app { import auth; export run-all: func(); }
world inner { export local: interface { look: func(); } }
`;
const files = new Map([
  ['/w/wit/service.wit', service],
  ['/w/auth/Cargo.toml', '[package]\nname = "auth"\n'],
  [
    '/w/auth/src/lib.rs',
    `wit_bindgen::generate!({ path: "../wit", world: "authenticator" });
use exports::edge::service::auth::Guest;
impl Guest for Auth {
    fn check_token(token: String) -> bool { token == "open" }
}
impl exports::edge::service::counters::GuestCounter for Counter {
    fn new(start: u32) -> Self { Self }
    fn next_value(&self) -> u32 { 1 }
}
`,
  ],
  ['/w/app/package.json', '{ "name": "app", "component": { "wit": "../wit", "world": "app" } }'],
  ['/w/app/src/app.ts', 'export function runAll() {\n  return 1;\n}\nconst auth = { checkToken() {} };\n'],
  ['/w/other/package.json', '{ "name": "other" }'],
  ['/w/other/wit/other.wit', 'package other:thing;\nworld other { export run-all: func(); }\n'],
  ['/w/other/src/other.ts', 'export function runAll() {}\n'],
  ['/w/app/node_modules/x.d.ts', ''],
  ['/w/inner/look.c', 'void auth_check_token(void) {\n}\nvoid local_look(void) {\n}\n'],
]);

function opened() {
  const workspace = new Workspace(memoryFileSystem(files));
  workspace.changeFolders([uriOfPath('/w')], []);
  return workspace.snapshot();
}

const lineOf = (path: string, offset: number): string => {
  const { line, character } = new LineIndex(files.get(path)!).positionAt(offset);
  return `${path}:${line + 1}:${character + 1}`;
};

/** The samples, which each language's own tools build: the one in five languages on top of the one that it extends. */
function samples(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of ['edge', 'languages']) {
    const folder = join('test-fixtures/workspaces', name);
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(wit|toml|rs|go|mod|py|c|ts|json)$/.test(path) || /node_modules|dist|target/.test(path))
        continue;
      found.set(`/w/${path.replaceAll('\\', '/')}`, readFileSync(join(folder, path), 'utf8'));
    }
  }
  return found;
}

function implementationsOf(name: string, path = '/w/wit/service.wit'): string[] {
  const offset = files.get(path)!.indexOf(name);
  const targets = implementation(opened(), { uri: uriOfPath(path), offset });
  return targets.map(({ uri, start }) => lineOf(decodeURIComponent(uri).replace('file://', ''), start));
}

function declarationOf(path: string, text: string): string[] {
  const source = files.get(path)!;
  const position = new LineIndex(source).positionAt(source.indexOf(text));
  return declaration(opened(), uriOfPath(path), position).map(({ uri, start, end }) => {
    assert.equal(uri, uriOfPath('/w/wit/service.wit'));
    return service.slice(start, end);
  });
}

describe('implementation of a function in guest sources', () => {
  it('is found from WIT, including the worlds that export it', () => {
    assert.deepEqual(implementationsOf('check-token'), [
      '/w/auth/src/lib.rs:4:8',
      '/w/wit/service.wit:14:30',
    ]);
    assert.deepEqual(implementationsOf('next-value'), ['/w/auth/src/lib.rs:8:8', '/w/wit/service.wit:14:43']);
    assert.deepEqual(implementationsOf('counter {'), ['/w/auth/src/lib.rs:6:6', '/w/wit/service.wit:14:43']);
  });

  it('is found in a component whose WIT contains the package', () => {
    assert.deepEqual(implementationsOf('run-all'), ['/w/app/src/app.ts:1:17']);
    assert.deepEqual(implementationsOf('run-all', '/w/other/wit/other.wit'), ['/w/other/src/other.ts:1:17']);
  });

  it('is found in C for an interface within its world, whose functions have no prefix', () => {
    assert.deepEqual(implementationsOf('look'), ['/w/inner/look.c:3:6']);
    assert.deepEqual(declarationOf('/w/inner/look.c', 'local_look'), ['look']);
  });

  it('is found in a part of each language, and leads back', () => {
    const disk = samples();
    const workspace = new Workspace(memoryFileSystem(disk));
    workspace.changeFolders([uriOfPath('/w')], []);
    const snapshot = workspace.snapshot();
    for (const [wit, text, source, name] of [
      ['service.wit', 'check: func', 'auth/src/lib.rs', 'check'],
      ['parts.wit', 'find: func', 'routing/export_edge_service_routing/main.go', 'Find'],
      ['parts.wit', 'slug: func', 'text/app.py', 'slug'],
      ['parts.wit', 'total: func', 'numbers/src/numbers.c', 'exports_edge_service_numbers_total'],
      ['service.wit', 'handle: func', 'handler/src/handler.ts', 'handle'],
    ] as const) {
      const uri = uriOfPath(`/w/wit/${wit}`);
      const offset = disk.get(`/w/wit/${wit}`)!.indexOf(text);
      const places = implementation(snapshot, { uri, offset }).filter((one) => !one.uri.endsWith('.wit'));
      const [place, ...others] = places.filter((one) => one.uri === uriOfPath(`/w/${source}`));
      const code = disk.get(`/w/${source}`)!;
      assert.ok(place && others.length === 0, `${text}: ${places.map((one) => one.uri).join()}`);
      assert.equal(code.slice(place.start, place.end), name);
      const position = new LineIndex(code).positionAt(place.start);
      const back = declaration(snapshot, place.uri, position);
      assert.ok(
        back.some((one) => one.uri === uri && one.start === offset),
        text,
      );
    }
  });

  it('is empty for a type', () => {
    assert.deepEqual(implementationsOf('user'), []);
  });
});

describe('declaration of a guest function in WIT', () => {
  it('is found from its name and from its body', () => {
    assert.deepEqual(declarationOf('/w/auth/src/lib.rs', 'check_token'), ['check-token']);
    assert.deepEqual(declarationOf('/w/auth/src/lib.rs', '== "open"'), ['check-token']);
    assert.deepEqual(declarationOf('/w/auth/src/lib.rs', 'next_value'), ['next-value']);
    assert.deepEqual(declarationOf('/w/app/src/app.ts', 'return 1'), ['run-all']);
  });

  it('is the resource for a constructor, and the interface for a helper function in it', () => {
    assert.deepEqual(declarationOf('/w/auth/src/lib.rs', 'new(start'), ['counter']);
    assert.deepEqual(declarationOf('/w/auth/src/lib.rs', 'Guest for'), ['auth']);
  });

  it('is empty for functions that no world exports', () => {
    assert.deepEqual(declarationOf('/w/app/src/app.ts', 'checkToken'), []);
    assert.deepEqual(declarationOf('/w/app/src/app.ts', 'const auth'), []);
  });
});

describe('a name in generated TypeScript', () => {
  const HANDLER = 'handler/types';
  const disk = new Map(samples());
  const types = join('test-fixtures/workspaces/edge', HANDLER);
  for (const path of readdirSync(types, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.d.ts'))
      disk.set(`/w/${HANDLER}/${path.replaceAll('\\', '/')}`, readFileSync(join(types, path), 'utf8'));
  const workspace = new Workspace(memoryFileSystem(disk));
  workspace.changeFolders([uriOfPath('/w')], []);
  const snapshot = workspace.snapshot();

  /** The selected texts at the targets: those in the WIT and those in the sources. @param name the end of `text` */
  const leadsTo = (path: string, text: string, name: string) => {
    const file = `/w/${HANDLER}/${path}`;
    const source = disk.get(file)!;
    assert.ok(source.includes(text), text);
    const offset = source.indexOf(text) + text.length - name.length;
    const generated = generatedAt(snapshot, uriOfPath(file), new LineIndex(source).positionAt(offset));
    const shown = ({ uri, start, end }: Target): string => {
      const place = decodeURIComponent(uri).replace('file:///w/', '');
      return `${place}: ${disk.get(`/w/${place}`)!.slice(start, end)}`;
    };
    return generated && [generated.wit.map(shown), generated.sources.map(shown)];
  };

  const AUTH = 'interfaces/edge-service-auth.d.ts';
  it('leads to the WIT of a function, and to its source in another language', () => {
    assert.deepEqual(leadsTo(AUTH, 'function check', 'check'), [
      ['wit/service.wit: check'],
      ['auth/src/lib.rs: check'],
    ]);
  });

  it('leads to the WIT of a type, a field, a case, an interface, and what a world exports', () => {
    assert.deepEqual(leadsTo(AUTH, 'interface User', 'User'), [['wit/service.wit: user'], []]);
    assert.deepEqual(leadsTo(AUTH, '): User', 'User'), [['wit/service.wit: user'], []]);
    assert.deepEqual(leadsTo(AUTH, '    admin', 'admin'), [['wit/service.wit: admin'], []]);
    assert.deepEqual(leadsTo(AUTH, 'interface DeniedMissing', 'DeniedMissing'), [
      ['wit/service.wit: missing'],
      [],
    ]);
    assert.deepEqual(leadsTo(AUTH, "module 'edge:service/auth@0.1.0", 'auth@0.1.0'), [
      ['wit/service.wit: auth'],
      ['auth/src/lib.rs: Guest'],
    ]);
    assert.deepEqual(leadsTo('handler.d.ts', 'function handle', 'handle'), [
      ['wit/service.wit: handle'],
      ['handler/src/handler.ts: handle'],
    ]);
  });

  it('leads to the WIT of a resource and its methods', () => {
    const streams = 'interfaces/wasi-io-streams.d.ts';
    const [wit] = leadsTo(streams, 'blockingRead', 'blockingRead') ?? [];
    assert.deepEqual(wit, ['wit/deps/io/package.wit: blocking-read']);
    const [resource] = leadsTo(streams, 'private constructor', 'constructor') ?? [];
    assert.deepEqual(resource, ['wit/deps/io/package.wit: input-stream']);
  });

  it('leads nowhere from parameters and comments', () => {
    assert.equal(leadsTo(AUTH, 'check(authorization', 'authorization'), undefined);
    assert.equal(leadsTo(AUTH, 'Somebody', 'Somebody'), undefined);
  });
});
