import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '../../base/problem.ts';
import { readComponent } from '../../inspect/component-file.ts';
import { exporter, importer } from '../testing/components.ts';
import { folderWith, type Folder } from '../testing/folder.ts';

/** The binary format of a package with one interface. */
const binary = `(component
  (type $i (component
    (type (instance (export "double" (func (param "x" u32) (result u32)))))
    (export "t:math/ops@0.1.0" (instance (type 0)))))
  (export "ops" (type $i)))`;

const wit = 'package t:math@0.1.0;\ninterface ops { double: func(x: u32) -> u32; }\n';
const document = `package t:service;
import math: t:math/ops@0.1.0;
let app = new t:app { ops: math };
export app.run;
`;
const app = { 'deps/t/app.wasm': importer(), 's.wac': document };

describe('a package that a document names for its types', () => {
  const places: Readonly<Record<string, Record<string, string>>> = {
    'a folder of WIT for its version': { 'deps/t/math/0.1.0/math.wit': wit },
    'a folder whose types are from its deps': {
      'deps/t/math/0.1.0/math.wit': wit.replace('u32;', 'num;').replace('{ ', '{ use t:num/num.{num}; '),
      'deps/t/math/0.1.0/deps/num/num.wit': 'package t:num;\ninterface num { type num = u32; }\n',
    },
    'its binary format': { 'deps/t/math/0.1.0.wasm': binary },
    'a folder in the plan': { 'wit/a.wit': wit, 'composition.toml': '[packages]\n"t:math" = "wit"\n' },
    'the WIT beside the document': { 'wit/math.wit': wit },
    'a dependency of the WIT beside it': {
      'wit/own.wit': 'package t:own;\n',
      'wit/deps/math/math.wit': wit,
    },
    'a file in the plan': { 'math.wit': wit, 'composition.toml': '[packages]\n"t:math" = "math.wit"\n' },
  };
  for (const [name, files] of Object.entries(places)) {
    it(`may be ${name}`, async () => {
      await using folder = await folderWith({ ...app, ...files });
      const { imports, exports } = await folder.compose({ plan: 's.wac' });
      assert.deepEqual(exports, ['run']);
      assert.ok(imports.includes('t:math/ops@0.1.0'), imports.join());
    });
  }

  it('may be a folder without a version', async () => {
    const text = document.replace('ops@0.1.0', 'ops');
    const files = { ...app, 's.wac': text, 'deps/t/app.wasm': importer('t:math/ops') };
    await using folder = await folderWith({ ...files, 'deps/t/math/a.wit': wit.replace('@0.1.0', '') });
    const { imports } = await folder.compose({ plan: 's.wac' });
    assert.deepEqual(imports, ['t:math/ops']);
  });

  it('may be one of WASI that is built in, also in an older version', async () => {
    const text = `package t:service targets wasi:cli/command@0.2.3;
import env: wasi:cli/environment@0.2.12;
let app = new t:math {};
export app.ops as "wasi:cli/run@0.2.3";
`;
    const run = `(component (core module $m (func (export "f") (result i32) (i32.const 0)))
      (core instance $i (instantiate $m))
      (func $f (result (result)) (canon lift (core func $i "f")))
      (instance $o (export "run" (func $f))) (export "t:math/ops" (instance $o)))`;
    await using folder = await folderWith({ 's.wac': text, 'deps/t/math.wasm': run });
    const { exports } = await folder.compose({ plan: 's.wac' });
    assert.deepEqual(exports, ['wasi:cli/run@0.2.3']);
    await using other = await folderWith({ 's.wac': text, 'deps/t/math.wasm': exporter('t:math/ops') });
    const { code, where, causes = [] } = await other.problemOf({ plan: 's.wac' });
    assert.deepEqual([code, where], ['target-misfit', 'wasi:cli/command@0.2.3']);
    assert.match(causes.join(), /run: .* expects func\(\) -> result/);
  });

  it('is reported with its own errors', async () => {
    await using folder = await folderWith({
      ...app,
      'deps/t/math/0.1.0/a.wit': wit.replace('x: u32', 'x: nope'),
    });
    const { code, message, where } = await folder.problemOf({ plan: 's.wac' });
    assert.deepEqual([code, where], ['wit-invalid', 't:math']);
    assert.match(message, /nope/);
  });

  it('is reported with the searched paths when missing', async () => {
    await using folder = await folderWith(app);
    const { code, help } = await folder.problemOf({ plan: 's.wac' });
    assert.equal(code, 'wac-package-missing');
    assert.match(help ?? '', /0\.1\.0\.wasm, or its WIT in the folder .*0\.1\.0, wit or wit\/deps\.$/);
  });
});

describe('a WIT package where a component belongs', () => {
  const files = { 'pkg.wasm': binary, 'app.wasm': importer(), 'math.wasm': exporter() };
  const problem = async (check: (folder: Folder) => Promise<unknown>) => {
    await using folder = await folderWith(files);
    return await check(folder);
  };

  it('is named as one: as a plug, a socket and an instance', async () => {
    await problem(async (folder) => {
      const plug = await folder.problemOf({ socket: 'app.wasm', plugs: ['pkg.wasm'] });
      const socket = await folder.problemOf({ socket: 'pkg.wasm', plugs: ['math.wasm'] });
      for (const { code, message } of [plug, socket]) {
        assert.equal(code, 'not-a-component');
        assert.match(message, /pkg\.wasm is a WIT package, types without code, not a WebAssembly component/);
      }
    });
  });

  it('is named as one when it is run', async () => {
    await problem(async (folder) => {
      const isOne = (error: unknown) =>
        error instanceof HostError && error.message.includes('a WIT package, types without code');
      await assert.rejects(readComponent(`${folder.path}/pkg.wasm`), isOne);
      await readComponent(`${folder.path}/app.wasm`);
    });
  });
});
