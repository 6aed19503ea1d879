import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { diagnostics } from './diagnostics.ts';

/** The problems in the files of a fixture, and their places. */
function found(fixture: string) {
  const { files } = parseFixture(fixture);
  const snapshot = new Workspace(memoryFileSystem(files)).snapshot();
  return [...files.keys()].flatMap((path) =>
    diagnostics(snapshot, `file://${path}`).map(({ code, message }) => ({
      path,
      text: `${code}: ${message}`,
    })),
  );
}

/** The files that report a missing package. */
const reportingFiles = (fixture: string): string[] => found(fixture).map(({ path }) => path);

const dependency = (name: string) => `
//- /deps/${name}.wit
package dep:${name};
interface i { use wasi:io/poll@0.2.0.{pollable}; f: func() -> pollable; }`;

describe('a missing package is reported once', () => {
  const others = ['a', 'b', 'c'].map(dependency).join('');

  test('in the main package, if that refers to it', () => {
    const main =
      '//- /main.wit\npackage a:b;\nworld w { import wasi:io/poll@0.2.0; import wasi:io/streams@0.2.0; }';
    assert.deepEqual(reportingFiles(main + others), ['/main.wit']);
  });

  test('otherwise in the first dependency that does', () => {
    assert.deepEqual(reportingFiles(`//- /main.wit\npackage a:b;${others}`), ['/deps/a.wit']);
  });
});

describe('for a missing package, the message includes the manifest entry', () => {
  const missing = (manifest: string) =>
    found(`
//- /p/wit/a.wit
package a:b;
world w { import my:io/i@0.2.3; }
${manifest}`)
      .map(({ text }) => text)
      .join('\n');

  test('wkg.lock has the version', () => {
    const lock = (version: string) => `//- /p/wkg.lock
version = 1
[[packages]]
name = "my:io"
[[packages.versions]]
requirement = "=${version}"
version = "${version}"
digest = "sha256:00"
`;
    assert.equal(
      missing(lock('0.2.3')),
      'unknown-package: The package `my:io@0.2.3` was not found. `wkg.lock` has it at 0.2.3: `wkg wit fetch` puts it into `deps`.',
    );
    assert.equal(
      missing(lock('0.2.0')),
      'unknown-package: The package `my:io@0.2.3` was not found. `wkg.lock` has it at 0.2.0: name that version, or `wkg wit fetch` puts the version that is named into `deps`.',
    );
  });

  test('deps.toml has the command that fetches it', () => {
    assert.equal(
      missing('//- /p/wit/deps.toml\nio = "https://example.com/io.tar.gz"\n'),
      'unknown-package: The package `my:io@0.2.3` was not found. `deps.toml` names it: `wit-deps` puts it into `deps`.',
    );
  });

  test('a manifest path that does not exist is reported', () => {
    assert.equal(
      missing('//- /p/wkg.toml\n[overrides]\n"my:io" = { path = "../io" }\n'),
      'unknown-package: The package `my:io@0.2.3` was not found. `wkg.toml` places it in `../io`, but it is not there.',
    );
  });
});
