import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { complete } from './complete.ts';

/** The texts that would be inserted, in the order they are proposed. */
function proposals(fixture: string): string[] {
  const { files, cursor } = parseFixture(fixture);
  const workspace = new Workspace(memoryFileSystem(files));
  const found = complete(workspace.snapshot(), { uri: `file://${cursor!.path}`, offset: cursor!.offset });
  return (found?.items ?? []).map(({ text }) => text);
}

/** A line of an interface beside the dependency, with each proposal in turn. */
function completed(line: string, version = ''): string[] {
  const { files, cursor } = parseFixture(
    `${dependency.replace('a:b', `a:b${version}`)}interface j {\n${line}\n}`,
  );
  const place = { uri: `file://${cursor!.path}`, offset: cursor!.offset };
  const found = complete(new Workspace(memoryFileSystem(files)).snapshot(), place);
  const text = files.get(cursor!.path)!;
  return (found?.items ?? []).map((one) =>
    (text.slice(0, found!.range.start) + one.text + text.slice(found!.range.end)).split('\n').at(-2)!,
  );
}

const dependency = `//- /deps/io.wit
package wasi:io@0.2.0;
interface streams { resource input-stream; type %list = u8; ready: func(); }
interface poll {}
world imports {}
//- /main.wit
package a:b;
`;

describe('completion', () => {
  test('of a type: types in scope first, then built-in types', () => {
    const found = proposals('package a:b;\ninterface i { resource r; type t = u8; f: func(x: $0); }');
    assert.deepEqual(found.slice(0, 2), ['r', 't']);
    assert.ok(found.includes('u8') && !found.includes('f'));
  });

  test('of an accessor pair: repeats the gates for its setter', () => {
    const pair = (before: string) =>
      proposals(`package a:b@1.0.0;\ninterface i { resource r { ${before}$0 } }`).find((text) =>
        text.includes('set('),
      );
    assert.equal(
      pair('@unstable(feature = x)\n  @external-id("a$") '),
      '${1:name}: get() -> ${2:type};\n@unstable(feature = x) @external-id("a\\$")\n${1:name}: set(${3:value}: ${2:type});',
    );
    const plain = '${1:name}: get() -> ${2:type};\n${1:name}: set(${3:value}: ${2:type});';
    assert.equal(pair(''), plain);
    assert.equal(pair('@unstable(feature = x) // soon\n'), plain);
  });

  test('of a gate: `since` only where the package has a version, or no name yet', () => {
    const hasSince = (text: string) => proposals(text).includes('since(version = $1)');
    const gate = 'interface i { @$0 f: func(); }';
    assert.ok(hasSince(`package a:b@1.0.0;\n${gate}`) && hasSince(gate));
    assert.ok(!hasSince(`package a:b;\n${gate}`));
    assert.ok(hasSince(`${gate}\n//- /other.wit\npackage a:b@1.0.0;`));
    assert.ok(!hasSince(`${gate}\n//- /other.wit\npackage a:b;`));
    assert.ok(hasSince(`package a:b;\npackage c:d@1.0.0 { ${gate} }`));
    assert.ok(!hasSince(`package a:b@1.0.0;\npackage c:d { ${gate} }`));
    assert.ok(proposals(`package a:b;\n${gate}`).includes('unstable(feature = $1)'));
  });

  test('of a path: other items of the package, then packages', () => {
    for (const end of [' }', ''])
      assert.deepEqual(proposals(`${dependency}interface j {}\ninterface i { use $0${end}`), [
        'j',
        'wasi:io/',
      ]);
    assert.deepEqual(proposals(`${dependency}interface j {}\nuse $0`), ['j', 'wasi:io/']);
  });

  test('after an import name: a function, an inline interface or an interface, unless the name is a namespace', () => {
    const named = proposals(`${dependency}interface j {}\nworld w { import x: $0 }`);
    for (const one of ['func($1)', 'interface {\n\t$0\n}', 'j', 'wasi:io/'])
      assert.ok(named.includes(one), `${one}: ${named.join(', ')}`);
    const inNamespace = proposals(`${dependency}world w { import wasi: $0 }`);
    assert.equal(inNamespace[0], 'io/');
    assert.ok(!inNamespace.includes('wasi:io/'));
  });

  test('of the rest of a path: does not repeat existing text', () => {
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:$0 }`), ['io/']);
    const items = ['streams@0.2.0', 'poll@0.2.0'];
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:io/$0 }`), items);
    assert.deepEqual(proposals(`${dependency}world w { include wasi:io/$0 }`), ['imports@0.2.0']);
  });

  test('of a package: proposes two versions of it once', () => {
    const older = '\n//- /deps/older.wit\npackage wasi:io@0.1.0;\ninterface poll {}\n';
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:$0 }${older}`), ['io/']);
    const versions = proposals(`${dependency}world w { import wasi:io/poll@$0 }${older}`);
    assert.deepEqual(versions.sort(), ['0.1.0', '0.2.0']);
  });

  test('of an item or a version in a path: replaces the version too', () => {
    for (const path of ['po$0@0.1.0', 'streams@0.$01.0', 'streams@$0'])
      assert.ok(
        completed(`use wasi:io/${path}.{t};`).some((one) => /^use wasi:io\/\w+@0\.2\.0\.\{t\};$/.test(one)),
      );
    assert.deepEqual(completed('@since(version = 1.$00.0) f: func();', '@2.0.0'), [
      '@since(version = 2.0.0) f: func();',
    ]);
  });

  test('does not repeat a bracket behind the word', () => {
    assert.ok(completed('f: func(a: li$0<u8>);').includes('f: func(a: list<u8>);'));
    assert.ok(completed('f: $0(a: u8);').includes('f: async func(a: u8);'));
    assert.ok(
      completed('resource r { a: set(v: u8) -> r$0<_, u8>; }').includes(
        'resource r { a: set(v: u8) -> result<_, u8>; }',
      ),
    );
    assert.ok(completed('@un$0(feature = x) f: func();').includes('@unstable(feature = x) f: func();'));
  });

  test('of a type: not the type itself, unless it is a resource', () => {
    const types = (text: string) =>
      proposals(`package a:b;\ninterface i { type t = u8; ${text} }`).slice(0, 2);
    for (const text of [
      'record r { a: $0 }',
      'variant r { a($0) }',
      'type r = list<$0>;',
      'record r { a: u8, b: option<$0',
    ])
      assert.deepEqual(types(text), ['t', 'bool'], text);
    assert.deepEqual(types('resource r { f: func(a: $0); }'), ['t', 'r']);
    assert.deepEqual(types('record r {} f: func(a: $0);'), ['t', 'r']);
  });

  test('of a handle: resources, also by an alias or a `use`', () => {
    const types = 'interface j { resource q; type p = q; }\n';
    const body =
      'use j.{q, p as o}; resource r; type t = r; type u = u8; record v {} f: func(a: borrow<$0>);';
    assert.deepEqual(proposals(`package a:b;\n${types}interface i { ${body} }`), ['q', 'o', 'r', 't']);
  });

  test('of what a constructor or a setter returns: a `result` with the resource, or without a value', () => {
    const made = proposals('package a:b;\ninterface i { resource r { constructor() -> $0; } }');
    assert.deepEqual(made, ['result<r>', 'result<r, $1>']);
    const set = proposals('package a:b;\ninterface i { a: set(v: u8) -> $0; }');
    assert.deepEqual(set, ['result', 'result<_, $1>']);
  });

  test('within that `result`: the resource, or no value; then types', () => {
    const within = (body: string) => proposals(`package a:b;\n${body}`);
    const inResource = (text: string) => within(`interface i { resource %list { ${text} } }`);
    assert.deepEqual(inResource('@since(version = 1.0.0) constructor(a: u8) -> result<$0'), ['%list']);
    assert.deepEqual(inResource('constructor() -> result<$0, u8>;'), ['%list']);
    assert.deepEqual(inResource('a: set(v: u8) -> result<$0>;'), ['_']);
    assert.deepEqual(within('world w { import a: set(v: u8) -> result<$0>; }'), ['_']);
    for (const text of [
      'constructor() -> result<r, $0>;',
      'f: func() -> result<$0>;',
      'constructor(a: result<$0>) -> r;',
      'constructor() -> result<r, result<$0>>;',
      'a: get() -> result<$0>;',
    ])
      assert.deepEqual(inResource(text).slice(0, 2), ['%list', 'bool'], text);
  });

  test('of a parameter: no type where an accessor has one too many', () => {
    const types = (text: string) => proposals(`package a:b;\ninterface i { ${text} }`).length;
    assert.equal(types('a: get(b: $0)'), 0);
    assert.equal(types('resource r { a: set(b: u8, c: $0) }'), 0);
    for (const text of ['a: set(b: $0)', 'get: func(a: u8, b: $0)', 'set: func(a: u8, b: $0)'])
      assert.ok(types(text) > 10, text);
  });

  test('of names behind `with`: those that the included world got by an `include`', () => {
    const worlds = 'world v { import log: func(); }\nworld m { include v with { log as trace } }\n';
    assert.deepEqual(proposals(`package a:b;\n${worlds}world w { include m with { $0 } }`), ['trace']);
  });

  test('at the top level behind an attribute: neither a package nor a `use`', () => {
    const heads = proposals('package a:b;\n@unstable(feature = x) $0').map((text) => text.split(' ')[0]);
    assert.deepEqual(heads, ['interface', 'world']);
  });

  test('in the package of a path: packages alone, which replace it with its `/`', () => {
    const completed = (path: string) => {
      const { files, cursor } = parseFixture(`${dependency}interface j {}\nworld w { ${path} }`);
      const snapshot = new Workspace(memoryFileSystem(files)).snapshot();
      const found = complete(snapshot, { uri: `file://${cursor!.path}`, offset: cursor!.offset })!;
      const text = files.get(cursor!.path)!.split('world w { ')[1]!;
      const start = files.get(cursor!.path)!.length - text.length;
      const { range } = found;
      return found.items.map(
        (one) => text.slice(0, range.start - start) + one.text + text.slice(range.end - start),
      );
    };
    const whole = 'import wasi:io/poll@0.2.0; }';
    for (const path of ['w$0:io', '$0:io', 'wa$0si:io', 'wasi:i$0', 'wasi:$0', 'wasi:io$0'])
      assert.deepEqual(completed(`import ${path}/poll@0.2.0;`), [whole], path);
    assert.deepEqual(completed('import x: w$0:io/poll;'), ['import x: wasi:io/poll; }']);
    assert.deepEqual(completed('include w$0:io/imports;'), ['include wasi:io/imports; }']);
  });

  test('of a path: packages that are nested in the file, and in one of them its own items', () => {
    const nested = 'package c:d@1.0.0 { interface k { type t = u8; } }';
    assert.deepEqual(proposals(`package a:b;\ninterface i { use $0 }\n${nested}`), ['c:d/']);
    assert.deepEqual(proposals(`package a:b;\ninterface i { use c:d/$0 }\n${nested}`), ['k@1.0.0']);
    assert.deepEqual(proposals(`package a:b;\ninterface i { use c:d/k@1.0.0.{$0} }\n${nested}`), ['t']);
    const inside = proposals(
      'package a:b;\ninterface i {}\npackage c:d { interface j {} interface k { use $0 } }',
    );
    assert.deepEqual(inside, ['j', 'a:b/']);
  });

  test('of names behind `with`: one of an accessor pair, and a resource without its functions', () => {
    const worlds = `package a:b;
world v { resource r { f: func(); } import p: get() -> u8; import p: set(to: u8); export %list: func(); }
world w { include v with { $0 } }`;
    assert.deepEqual(proposals(worlds), ['r', 'p', '%list']);
  });

  test('of names in a `use`: escaped if necessary, without existing ones', () => {
    const found = proposals(`${dependency}interface i { use wasi:io/streams@0.2.0.{input-stream, $0}; }`);
    assert.deepEqual(found, ['%list']);
  });

  test('after an interface and a dot: its types, wherever a type is expected', () => {
    const types = 'interface types { resource request; type t = u8; f: func(); }\n';
    for (const body of [
      'interface i { f: func(a: types.$0) }',
      'interface i { f: func() -> types.re$0; }',
      'interface i { type u = types.$0; }',
      'interface i { record r { a: u8, b: list<types.$0 } }',
      'interface i { variant v { a(types.$0) } }',
      'world w { import f: func() -> types.$0; }',
      'world w { export f: func(a: option<types.$0>); }',
    ])
      assert.deepEqual(proposals(`package a:b;\n${types}${body}`), ['request', 't'], body);
    for (const path of ['wasi:io/streams.', 'wasi:io/streams@0.2.0.'])
      assert.deepEqual(proposals(`${dependency}interface i { f: func(a: ${path}$0); }`), [
        'input-stream',
        '%list',
      ]);
  });

  test('replaces the word before the cursor, even next to punctuation', () => {
    const text = 'package a:b;\ninterface i { f: func(a: li); }';
    const workspace = new Workspace(memoryFileSystem(new Map([['/main.wit', text]])));
    const offset = text.indexOf('li)') + 2;
    const found = complete(workspace.snapshot(), { uri: 'file:///main.wit', offset });
    assert.deepEqual(found?.range, { start: offset - 2, end: offset });
  });

  test('is empty in a comment and for a new name', () => {
    assert.deepEqual(proposals('package a:b;\n// $0'), []);
    assert.deepEqual(proposals('package a:b;\ninterface i { record $0 }'), []);
  });
});
