import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exporter } from '../../../host/src/compose/testing/components.ts';
import { folderWith } from '../../../host/src/compose/testing/folder.ts';
import { fromSources } from '../../../host/src/testing/from-sources.ts';

describe('wit-studio targets', () => {
  it('reports whether a component matches a world of a WIT file or of WASI', async () => {
    await using folder = await folderWith({ 'math.wasm': exporter() });
    await writeFile(
      join(folder.path, 'math.wit'),
      'package t:math@0.1.0; interface ops { double: func(x: u32) -> u32; } world math { export ops; }',
    );
    const targets = (...args: readonly string[]): Promise<readonly [code: number, output: string]> =>
      new Promise((done) => {
        const argv = [...fromSources('cli/src/main.ts'), 'targets', ...args];
        execFile(process.execPath, argv, { cwd: folder.path }, (error, stdout, stderr) =>
          done([Number(error?.code ?? 0), stdout + stderr]),
        );
      });
    const [fits, whole, misses, usage] = await Promise.all([
      targets('math.wasm', 'math.wit', 'math'),
      targets('math.wasm', 'math.wit', 't:math/math@0.1.0'),
      targets('math.wasm', 'wasi:cli/command@0.2.12'),
      targets('math.wasm'),
    ]);
    assert.deepEqual(fits, [0, 'math.wasm fits math\n']);
    assert.deepEqual(whole, [0, 'math.wasm fits t:math/math@0.1.0\n']);
    assert.equal(misses[0], 1);
    assert.match(misses[1], /target-misfit[^]*wasi:cli\/run@0\.2\.12/);
    assert.equal(usage[0], 2);
  });
});
