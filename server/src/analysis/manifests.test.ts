import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dependency, main, open } from './testing/opened.ts';

describe('a manifest', () => {
  it('has its own diagnostics and is checked with the workspace', () => {
    const { workspace, codes } = open(`
//- /p/wkg.toml
[overrides
//- /p/wit/deps.toml
x = 1
//- /p/wit/a.wit
package a:b;
//- /p/other/deps.toml
not = [ours
`);
    workspace.changeFolders(['file:///p'], []);
    const files = [...workspace.filesToCheck()].filter((uri) => uri?.endsWith('.toml'));
    assert.deepEqual(files, ['file:///p/wkg.toml', 'file:///p/wit/deps.toml']);
    assert.deepEqual(codes('/p/wkg.toml'), ['manifest-syntax']);
    assert.deepEqual(codes('/p/wit/deps.toml'), ['manifest-value']);
    assert.deepEqual(codes('/p/wit/a.wit'), []);
  });

  it('is tracked when it is added, changed and removed', () => {
    const { codes, write } = open(`
//- /p/wit/a.wit
${main}
//- /d/d.wit
${dependency}`);
    const wkg = (path: string) => `[overrides]\n"c:d" = { path = "${path}" }\n`;
    assert.deepEqual(codes('/p/wit/a.wit'), ['unknown-package']);
    write('/p/wkg.toml', wkg('../d'));
    assert.deepEqual(codes('/p/wit/a.wit'), ['dependency-outside-deps']);
    write('/p/wkg.toml', wkg('../e'));
    assert.deepEqual(codes('/p/wit/a.wit'), ['unknown-package']);
    write('/e/wit/d.wit', dependency);
    assert.deepEqual(codes('/p/wit/a.wit'), ['dependency-outside-deps']);
    write('/p/wkg.toml', undefined);
    assert.deepEqual(codes('/p/wit/a.wit'), ['unknown-package']);
  });

  it('causes no work when a change does not affect its meaning', () => {
    const { workspace, codes, write } = open(`
//- /p/wkg.toml
[metadata]
license = "MIT"
//- /p/wit/a.wit
package a:b;
`);
    codes('/p/wit/a.wit');
    const { parsed } = workspace.counters;
    write('/p/wkg.toml', '[metadata]\nlicense = "Apache-2.0"\n');
    codes('/p/wit/a.wit');
    assert.equal(workspace.counters.parsed, parsed);
  });
});
