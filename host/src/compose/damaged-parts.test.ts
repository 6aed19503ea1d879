import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { random } from '../../../server/src/syntax/testing/random.ts';
import { HostError } from '../base/problem.ts';
import { exporter, importer } from './testing/components.ts';
import { folderWith, type Folder } from './testing/folder.ts';

const plan = 'exports = ["app"]\n[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';
const document = `package t:service;
let math = new t:math {};
let app = new t:app { "t:math/ops@0.1.0": math["t:math/ops@0.1.0"] };
export app.run;
`;
const packages = '[packages]\n"t:math" = "math.wasm"\n"t:app" = "app.wasm"\n';
const files = { 'app.wasm': importer(), 'math.wasm': exporter(), 'composition.toml': plan };
/** The forms of a plan that load components in ways of their own. */
const forms = {
  'composition.toml': { files, invalid: 'component-invalid' },
  'service.wac': {
    files: { ...files, 'composition.toml': packages, 'service.wac': document },
    invalid: 'wac-invalid',
  },
};

/** The possible messages for a damaged part; an internal error of the toolkit is none of them. */
const CLEAR = [
  'component-invalid',
  'not-a-component',
  'core-module-unsupported',
  'import-mismatch',
  'instance-unused',
  'wac-invalid',
];

/** Composes with other bytes in the place of a part: a valid component, or a clear error and nothing written. */
async function outcome(folder: Folder, plan: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder.path, 'math.wasm'), bytes);
  try {
    await folder.compose({ plan, out: 'out/whole.wasm' });
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

for (const [plan, { files, invalid }] of Object.entries(forms))
  describe(`a damaged component in a ${plan}`, () => {
    it('truncated anywhere, is an error at its place, and writes nothing', async () => {
      await using folder = await folderWith(files);
      const whole = await parse(exporter());
      const seen = new Set<string>();
      for (let length = 0; length < whole.length; length += 4) {
        const found = await outcome(folder, plan, whole.subarray(0, length));
        assert.notEqual(found, 'composed', `cut after ${length} bytes`);
        seen.add(found);
      }
      assert.ok(seen.has(invalid) && seen.has('not-a-component'), [...seen].join());
    });

    it('with a flipped bit, composes or is an error at its place', async () => {
      const whole = await parse(exporter());
      const { below } = random(7);
      const seen = new Set<string>();
      for (let at = 0; at < whole.length; at += 4) {
        await using folder = await folderWith(files);
        const spoilt = Uint8Array.from(whole);
        spoilt[at]! ^= 1 << below(8);
        seen.add(await outcome(folder, plan, spoilt));
      }
      assert.ok(seen.has(invalid), [...seen].join());
    });
  });

/** Makes a file longer in every turn of the event loop, and whole again at the end. */
function rewrites(path: string, whole: Uint8Array, turns: number): AsyncDisposable {
  let isOver = false;
  const writing = (async () => {
    for (let done = 0; done < turns && !isOver; done++) {
      appendFileSync(path, 'more');
      await turn();
    }
    writeFileSync(path, whole);
  })();
  return { [Symbol.asyncDispose]: () => ((isOver = true), writing) };
}

describe('composing', () => {
  it('has the part as it was read, or an error, whenever another takes its place', async () => {
    await using folder = await folderWith({
      ...files,
      'late/package.json': '{}',
      'built.wasm': importer(),
      'composition.toml': 'exports = ["late"]\n[instances]\nmath = "math.wasm"\nlate = "late"\n',
    });
    const part = join(folder.path, 'math.wasm');
    const whole = await readFile(part);
    const composed = async (turns: number): Promise<boolean> => {
      await writeFile(part, whole);
      const build = async () => {
        for (let passed = 0; passed < turns; passed++) await turn();
        await writeFile(part, 'somebody is writing this');
        return join(folder.path, 'built.wasm');
      };
      const out = 'out/whole.wasm';
      const isWritten = await folder.compose({ plan: 'composition.toml', out }, { build }).then(
        () => true,
        (error: unknown) => {
          assert.ok(error instanceof HostError && CLEAR.includes(error.problem.code), String(error));
          return false;
        },
      );
      assert.equal((await readdir(folder.path)).includes('out'), isWritten);
      return isWritten;
    };
    let turns = 1;
    while (!(await composed(turns))) turns *= 2;
    assert.ok((await readFile(join(folder.path, 'out/whole.wasm'))).includes(whole));
  });

  it('waits for a part that is being written, and has the whole of it', async () => {
    await using folder = await folderWith(files);
    const part = join(folder.path, 'math.wasm');
    const whole = await readFile(part);
    await using _writing = rewrites(part, whole, 30);
    const { component } = await folder.compose({ plan: 'composition.toml' });
    assert.ok((await readFile(component)).includes(whole));
  });

  it('reports a part that does not stop changing, at its place, and writes nothing', async () => {
    await using folder = await folderWith(files);
    const part = join(folder.path, 'math.wasm');
    await using _writing = rewrites(part, await readFile(part), Infinity);
    const { code, message, where } = await folder.problemOf({
      plan: 'composition.toml',
      out: 'out/whole.wasm',
    });
    assert.deepEqual([code, where], ['component-unreadable', '"math.wasm"']);
    assert.match(message, /math\.wasm cannot be read: another program keeps writing it/);
    assert.ok(!(await readdir(folder.path)).includes('out'));
  });

  it(
    'is no device, which would be read for ever',
    { skip: process.platform === 'win32' && 'there are no devices' },
    async () => {
      await using folder = await folderWith({ 'composition.toml': '[instances]\na = "/dev/zero"\n' });
      const { code, message } = await folder.problemOf({ plan: 'composition.toml' });
      assert.equal(code, 'component-unreadable');
      assert.match(message, /it is a device or a pipe, and no file$/);
    },
  );

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
