import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { exporter } from '../../../host/src/compose/testing/components.ts';
import { folderWith } from '../../../host/src/compose/testing/folder.ts';
import { fromSources } from '../../../host/src/testing/from-sources.ts';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const build = (cwd: string, ...folders: readonly string[]): Promise<Outcome> =>
  new Promise((done) => {
    const argv = [...fromSources('cli/src/main.ts'), 'build', ...folders];
    execFile(process.execPath, argv, { cwd }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('wit-studio build', { skip: process.platform === 'win32' }, () => {
  it('builds all folders, and reports each one that fails', async () => {
    const settings = (command: string) => `build = "${command}"\nout = "made.wasm"\n`;
    await using folder = await folderWith({
      'math.wasm': exporter(),
      'first/wit-studio.toml': settings('exit 3'),
      'good/wit-studio.toml': settings('cp ../math.wasm made.wasm'),
      'last/wit-studio.toml': settings('exit 4'),
    });
    const { code, stdout, stderr } = await build(folder.path, 'first', 'good', 'last');
    assert.equal(code, 1, stderr);
    assert.equal(stdout, 'good/made.wasm\n');
    const failed = [...stderr.matchAll(/error\[command-build\]: exit (\d) ended with \1/g)];
    assert.deepEqual(
      failed.map(([, status]) => status),
      ['3', '4'],
      stderr,
    );
  });

  it('reports an error in WIT that several folders share once', async () => {
    const manifest = '{ "component": { "wit": "../wit" } }';
    const script = 'export const greet = () => 1;\n';
    await using folder = await folderWith({
      'wit/world.wit': 'package t:w;\nworld w { export greet func() -> u32; }\n',
      'a/package.json': manifest,
      'a/index.js': script,
      'b/package.json': manifest,
      'b/index.js': script,
    });
    const { code, stderr } = await build(folder.path, 'a', 'b');
    assert.equal(code, 1, stderr);
    assert.equal(stderr.split('error[wit-invalid]').length - 1, 1, stderr);
  });
});
