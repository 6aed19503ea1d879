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

const dependency = `//- /deps/io.wit
package wasi:io@0.2.0;
interface streams { resource input-stream; type %list = u8; ready: func(); }
interface poll {}
world imports {}
//- /main.wit
package a:b;
`;

describe('completion', () => {
  test('types: those in scope first, then those of the language', () => {
    const found = proposals('package a:b;\ninterface i { resource r; type t = u8; f: func(x: $0); }');
    assert.deepEqual(found.slice(0, 2), ['r', 't']);
    assert.ok(found.includes('u8') && !found.includes('f'));
  });

  test('an accessor pair repeats the gates that are there for its setter', () => {
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

  test('a path: items of the package but the one that it is in, then packages', () => {
    assert.deepEqual(proposals(`${dependency}interface j {}\ninterface i { use $0 }`), ['j', 'wasi:io/']);
  });

  test('behind the name of an import: a function, an interface of its own or one that is there; unless it is a namespace', () => {
    const named = proposals(`${dependency}interface j {}\nworld w { import x: $0 }`);
    for (const one of ['func($1)', 'interface {\n\t$0\n}', 'j', 'wasi:io/'])
      assert.ok(named.includes(one), `${one}: ${named.join(', ')}`);
    const inNamespace = proposals(`${dependency}world w { import wasi: $0 }`);
    assert.equal(inNamespace[0], 'io/');
    assert.ok(!inNamespace.includes('wasi:io/'));
  });

  test('what follows in a path does not repeat what is there', () => {
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:$0 }`), ['io/']);
    const items = ['streams@0.2.0', 'poll@0.2.0'];
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:io/$0 }`), items);
    assert.deepEqual(proposals(`${dependency}world w { include wasi:io/$0 }`), ['imports@0.2.0']);
  });

  test('the names of a use, escaped where they must be, without those that are there', () => {
    const found = proposals(`${dependency}interface i { use wasi:io/streams@0.2.0.{input-stream, $0}; }`);
    assert.deepEqual(found, ['%list']);
  });

  test('behind an interface and a dot: its types, wherever a type goes', () => {
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

  test('takes the place of the word before the cursor, though a sign touches it', () => {
    const text = 'package a:b;\ninterface i { f: func(a: li); }';
    const workspace = new Workspace(memoryFileSystem(new Map([['/main.wit', text]])));
    const offset = text.indexOf('li)') + 2;
    const found = complete(workspace.snapshot(), { uri: 'file:///main.wit', offset });
    assert.deepEqual(found?.range, { start: offset - 2, end: offset });
  });

  test('nothing in a comment, and nothing for a new name', () => {
    assert.deepEqual(proposals('package a:b;\n// $0'), []);
    assert.deepEqual(proposals('package a:b;\ninterface i { record $0 }'), []);
  });
});
