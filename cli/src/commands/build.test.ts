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

describe('wit-studio build', { skip: process.platform === 'win32' }, () => {
  it('builds all folders, and reports each one that fails', async () => {
    const settings = (command: string) => `build = "${command}"\nout = "made.wasm"\n`;
    await using folder = await folderWith({
      'math.wasm': exporter(),
      'first/wit-studio.toml': settings('exit 3'),
      'good/wit-studio.toml': settings('cp ../math.wasm made.wasm'),
      'last/wit-studio.toml': settings('exit 4'),
    });
    const argv = [...fromSources('cli/src/main.ts'), 'build', 'first', 'good', 'last'];
    const { code, stdout, stderr } = await new Promise<Outcome>((done) => {
      execFile(process.execPath, argv, { cwd: folder.path }, (error, stdout, stderr) =>
        done({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
    assert.equal(code, 1, stderr);
    assert.equal(stdout, 'good/made.wasm\n');
    const failed = [...stderr.matchAll(/error\[command-build\]: exit (\d) ended with \1/g)];
    assert.deepEqual(
      failed.map(([, status]) => status),
      ['3', '4'],
      stderr,
    );
  });
});
