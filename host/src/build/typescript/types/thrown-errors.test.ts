import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { folderBindings } from '../../bindings/folder-bindings.ts';
import { context, temporaryFolders } from '../../testing/folders.ts';

const WIT = `package t:c@0.1.0;

interface store {
  use errors.{failure as trouble, outcome as done};
  type answer = result<u32, trouble>;
  /// Opens it.
  open: func(name: string) -> result<item, trouble>;
  plain: func() -> u32;
  aliased: func() -> answer;
  used: func() -> done;
  delete: async func() -> result<_, list<u64>>;
  resource item {
    constructor(name: string);
    /// Reads.
    read: func() -> result<list<u8>, option<string>>;
    make-it: static func() -> result<item>;
  }
}

interface errors {
  variant failure { missing, other(string) }
  type outcome = result<u32, failure>;
}

world base {
  export finish: func() -> result<_, u64>;
}

world w {
  import store;
  import greet-all: func() -> result<string, tuple<u8, bool>>;
  include base with { finish as end-it }
  /// Runs.
  export run-it: func() -> result<_, string>;
}
`;

const caught = 'The `err` of the result: thrown as it is, caught as `payload`.';

describe('the error of a result', () => {
  const folderOf = temporaryFolders();
  const typesOf = async () => {
    const folder = await folderOf({
      'package.json': '{"name":"c","component":{"world":"w"}}',
      'wit/a.wit': WIT,
      'index.ts': '',
    });
    await folderBindings({ folder }, context);
    return join(folder, 'types');
  };

  it('is named in the declaration of each function, with the docs of the WIT', async () => {
    const types = await typesOf();
    const read = (name: string) => readFile(join(types, name), 'utf8');
    const store = await read('interfaces/t-c-store.d.ts');
    assert.ok(
      store.includes(`   * Opens it.\n   * @throws {Trouble} ${caught}\n   */\n  export function open(`),
    );
    assert.ok(store.includes(`  /** @throws {Trouble} ${caught} */\n  export function aliased(`));
    assert.ok(store.includes(`  /** @throws {Failure} ${caught} */\n  export function used(`));
    assert.match(store, /\{Array<bigint>\} .*\n {2}function _delete\(/);
    assert.match(store, /\* Reads\.\n *\* @throws \{string \| null\} .*\n *\*\/\n {4}read\(/);
    assert.match(store, /@throws The `err` of the result, which has no value\. \*\/\n {4}static makeIt\(/);
    assert.equal(store.match(/@throws/g)?.length, 6);
    assert.match(
      await read('imported-functions.d.ts'),
      /@throws \{\[number, boolean\]\} .*\n {2}function greetAll/,
    );
    const world = await read('c.d.ts').catch(() => read('w.d.ts'));
    assert.match(world, /@throws \{string\} .*\n *\*\/\n *export function runIt/);
    assert.match(world, /@throws \{bigint\} .*\n *export function endIt/);
  });

  it('is shown by an editor for the function', async () => {
    const types = await typesOf();
    const source = "import { open } from 't:c/store@0.1.0'; open('a');";
    const files = new Map([['/main.ts', source]]);
    for (const name of ['errors', 'store'])
      files.set(`/${name}.d.ts`, await readFile(join(types, `interfaces/t-c-${name}.d.ts`), 'utf8'));
    const { tags } = quickInfo(files, '/main.ts', source.lastIndexOf('open')) ?? {};
    assert.deepEqual(
      tags?.map(({ name, text }) => [name, text?.map((part) => part.text).join('')]),
      [['throws', `{Trouble} ${caught}`]],
    );
  });
});

function quickInfo(files: ReadonlyMap<string, string>, path: string, at: number): ts.QuickInfo | undefined {
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ noLib: true }),
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = files.get(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '/lib.d.ts',
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
  });
  return service.getQuickInfoAtPosition(path, at);
}
