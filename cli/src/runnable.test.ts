import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { exporter, importer } from '../../host/src/compose/testing/components.ts';
import { folderWith, type Folder } from '../../host/src/compose/testing/folder.ts';
import { fromSources } from '../../host/src/testing/from-sources.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';

const tutorial = `
[component.math]
path = "math.wasm"
[component.app]
path = "app.wasm"
[component.app.imports]
"t:math/double" = { component = "math", export = "double" }
`;
const document = `package t:service;
let math = new t:math {};
let app = new t:app { "t:math/ops@0.1.0": math["t:math/ops@0.1.0"] };
export app.run;
`;
const [math, app] = [exporter(), importer()];
const files = {
  'plan/math.wasm': math,
  'plan/app.wasm': app,
  'plan/composition.toml': tutorial,
  'plan/other-name.toml': '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n',
  'wac/deps/t/math.wasm': math,
  'wac/deps/t/app.wasm': app,
  'wac/service.wac': document,
};

const program = fromSources('cli/src/main.ts');
const inCacheOf = (folder: Folder) => ({
  env: { ...process.env, XDG_CACHE_HOME: join(folder.path, 'cache') },
});
const witStudio = async (folder: Folder, ...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [...program, ...args], inCacheOf(folder))).stdout;

describe('a plan as the component argument', () => {
  const plans = ['plan/composition.toml', 'plan/other-name.toml', 'wac/service.wac'];
  for (const plan of [...plans, 'plan']) {
    it(`${plan} is composed without leaving files beside it`, async () => {
      await using folder = await folderWith(files);
      const path = join(folder.path, plan);
      assert.equal(await witStudio(folder, 'invoke', path, 'run(21)'), '42\n');
      for (const beside of [path, join(path, '..')]) assert.ok(!existsSync(join(beside, 'target')));
    });
  }

  it('returns the same results as in wasmtime', { skip: wasmtime.missing }, async () => {
    await using folder = await folderWith(files);
    for (const plan of plans) {
      const { component } = await folder.compose({ plan, out: 'composed.wasm' });
      const { stdout } = spawnSync(wasmtime.path, ['run', '--invoke', 'run(21)', component]);
      assert.equal(String(stdout), '42\n');
    }
  });

  it('supports listing functions and calling one', async () => {
    await using folder = await folderWith(files);
    const path = join(folder.path, 'plan/composition.toml');
    assert.equal(await witStudio(folder, 'invoke', path), 'run(1)  // (x: u32) -> u32\n');
    assert.equal(await witStudio(folder, 'run', '--invoke', 'run(4)', path), '8\n');
  });

  it('is composed again after a change', async () => {
    await using folder = await folderWith({ ...files, 'plan/other.wasm': exporter(undefined, 'triple') });
    const path = join(folder.path, 'plan/composition.toml');
    assert.equal(await witStudio(folder, 'invoke', path, 'run(21)'), '42\n');
    await copyFile(join(folder.path, 'plan/other.wasm'), join(folder.path, 'plan/math.wasm'));
    await assert.rejects(witStudio(folder, 'invoke', path, 'run(21)'), /error\[unknown-export\]/);
  });

  it('may be a folder, which is built', async () => {
    await using folder = await folderWith({ 'empty/a.txt': '' });
    const path = join(folder.path, 'empty');
    await assert.rejects(witStudio(folder, 'run', path), /error\[not-a-component-folder\]/);
  });

  it('reports a missing file with a suggestion', async () => {
    await using folder = await folderWith(files);
    const run = (path: string) => witStudio(folder, 'run', join(folder.path, path));
    await assert.rejects(run('plan/maht.wasm'), /no such file; did you mean math\.wasm\?/);
    await assert.rejects(run('paln/math.wasm'), /no such file or folder; did you mean plan\?/);
  });

  it('can be served', async () => {
    const service = resolve('test-fixtures/programs/service/service.wasm');
    await using folder = await folderWith({ 'service.toml': `[component.web]\npath = '${service}'\n` });
    const args = [...program, 'serve', '--addr', '127.0.0.1:0', join(folder.path, 'service.toml')];
    const server = spawn(process.execPath, args, inCacheOf(folder));
    try {
      const [line] = (await once(createInterface(server.stderr), 'line')) as [string];
      const url = line.replace('Serving HTTP on ', '');
      assert.equal((await fetch(new URL('/hello', url))).status, 200);
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  });
});
