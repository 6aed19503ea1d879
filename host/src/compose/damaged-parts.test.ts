import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { random } from '../../../server/src/syntax/testing/random.ts';
import { HostError } from '../problem.ts';
import { exporter, importer } from './testing/components.ts';
import { folderWith, type Folder } from './testing/folder.ts';

const plan = 'exports = ["app"]\n[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';
const files = { 'app.wasm': importer(), 'math.wasm': exporter(), 'composition.toml': plan };

/** The possible messages for a damaged part; an internal error of the toolkit is none of them. */
const CLEAR = [
  'component-invalid',
  'not-a-component',
  'core-module-unsupported',
  'import-mismatch',
  'instance-unused',
];

/** Composes with other bytes in the place of a part: a valid component, or a clear error and nothing written. */
async function outcome(folder: Folder, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder.path, 'math.wasm'), bytes);
  try {
    await folder.compose({ plan: 'composition.toml', out: 'out/whole.wasm' });
    return 'composed';
  } catch (error) {
    assert.ok(error instanceof HostError, String(error));
    const { code, message, at } = error.problem;
    assert.ok(CLEAR.includes(code), `${code}: ${message}`);
    assert.ok(at, `${code} has a place`);
    assert.deepEqual(await readdir(folder.path).then((names) => names.filter((name) => name === 'out')), []);
    return code;
  }
}

describe('a damaged component in a composition', () => {
  it('truncated anywhere, is an error at its place, and writes nothing', async () => {
    await using folder = await folderWith(files);
    const whole = await parse(exporter());
    const seen = new Set<string>();
    for (let length = 0; length < whole.length; length += 3) {
      const found = await outcome(folder, whole.subarray(0, length));
      assert.notEqual(found, 'composed', `cut after ${length} bytes`);
      seen.add(found);
    }
    assert.ok(seen.has('component-invalid') && seen.has('not-a-component'), [...seen].join());
  });

  it('with a flipped bit, composes or is an error at its place', async () => {
    const whole = await parse(exporter());
    const { below } = random(7);
    const seen = new Set<string>();
    for (let at = 0; at < whole.length; at += 3) {
      await using folder = await folderWith(files);
      const spoilt = Uint8Array.from(whole);
      spoilt[at]! ^= 1 << below(8);
      seen.add(await outcome(folder, spoilt));
    }
    assert.ok(seen.has('component-invalid'), [...seen].join());
  });
});

describe('composing', () => {
  it('uses the bytes it has read when the file changes meanwhile', async () => {
    await using folder = await folderWith({
      ...files,
      'late/package.json': '{}',
      'built.wasm': importer(),
      'composition.toml': 'exports = ["late"]\n[instances]\nmath = "math.wasm"\nlate = "late"\n',
    });
    const build = async () => {
      await writeFile(join(folder.path, 'math.wasm'), 'somebody is writing this');
      return join(folder.path, 'built.wasm');
    };
    const { component, imports } = await folder.compose({ plan: 'composition.toml' }, { build });
    assert.deepEqual(imports, []);
    assert.ok(Buffer.from(await readFile(component)).includes(Buffer.from(await parse(exporter()))));
  });

  it('keeps the previous output when it fails', async () => {
    await using folder = await folderWith(files);
    const { component } = await folder.compose({ plan: 'composition.toml' });
    const before = await readFile(component);
    await writeFile(join(folder.path, 'math.wasm'), before.subarray(0, 20));
    await folder.problemOf({ plan: 'composition.toml' });
    assert.deepEqual(await readFile(component), before);
    assert.deepEqual(await readdir(join(folder.path, 'target')), ['composition.wasm']);
  });
});
