import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fromSources } from '../../../host/src/testing/from-sources.ts';
import { assemble } from '../../../host/src/engine/testing/instantiate-wat.ts';

interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const inspect = (...args: readonly string[]): Promise<Output> =>
  new Promise((done) => {
    const argv = [...fromSources('cli/src/main.ts'), 'inspect', ...args];
    execFile(process.execPath, argv, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('wit-studio inspect', () => {
  it('prints a component with the WIT of all packages that it refers to', async () => {
    const component = await assemble(`(component
      (core module $code (func (export "f")))
      (type $points (instance
        (type $record (record (field "x" u32)))
        (export "point" (type $point (eq $record)))
        (type $get (func (result $point)))
        (export "get" (func (type $get)))))
      (import "a:b/points@1.0.0" (instance (type $points))))`);
    const [all, wit, json] = await Promise.all([
      inspect(component),
      inspect('--wit', component),
      inspect('--json', component),
    ]);
    assert.match(all.stdout, /component, \d+ bytes\nimports\n {2}a:b\/points@1\.0\.0\n/);
    assert.match(all.stdout, /contains\n {2}core module code, \d+ bytes\n/);
    assert.match(all.stdout, /\nwit\n {2}world root \{\n/);
    assert.match(
      wit.stdout,
      /^package root:component;\n[^]+\npackage a:b@1\.0\.0 \{\n {2}interface points \{/,
    );
    assert.equal((JSON.parse(json.stdout) as { wit: string }).wit, wit.stdout);
    assert.deepEqual([all.code, wit.code, json.code], [0, 0, 0]);
  });

  it('prints controls in names as code points', async () => {
    const module = await assemble(
      '(module (import "\\1b]0;title\\07" "f" (func)) (func (export "\\1b[31mred")))',
    );
    const { stdout } = await inspect(module);
    assert.match(stdout, /imports\n {2}\\u\{1b\}\]0;title\\u\{7\}\.f\nexports\n {2}\\u\{1b\}\[31mred\n/);
    assert.doesNotMatch(stdout, /[^\P{Cc}\n]/u);
  });

  it('reports a file that is not a component and exits with 1', async () => {
    const [source, none] = await Promise.all([inspect('--wit', 'package.json'), inspect('/nowhere.wasm')]);
    assert.deepEqual([source.code, source.stdout], [1, '']);
    assert.match(source.stderr, /package\.json has no WIT: no WebAssembly binary/);
    assert.equal(none.code, 1);
    assert.match(none.stderr, /^error\[component-unreadable\]: \/nowhere\.wasm cannot be read/);
  });
});
