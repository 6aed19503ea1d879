import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { Manifests } from './manifests.ts';
import { projectOf } from './project.ts';

/** The manifests of a fixture that apply to the package in a folder. */
function project(folder: string, fixture: string) {
  const fs = memoryFileSystem(new Map(parseFixture(fixture).files));
  const { manifests, outsideDeps: elsewhere, shared } = projectOf(fs, new Manifests(fs), `file://${folder}`);
  return {
    manifests: manifests.map(({ uri }) => uri.slice('file://'.length)),
    elsewhere: elsewhere.map(({ manifest, path, command }) => [manifest, path, command].join(' ').trim()),
    shared: shared.map(({ path }) => path),
  };
}

const override = (name: string, path: string) => `[overrides]\n"${name}" = { path = "${path}" }\n`;

describe('the manifests of a package', () => {
  it('are those of wit-deps beside it, its crate, and the nearest of wkg', () => {
    const { manifests } = project(
      '/w/p/wit',
      `
//- /w/wkg.toml
//- /w/p/wkg.toml
//- /w/wkg.lock
version = 1
//- /w/p/Cargo.toml
[package]
//- /w/p/wit/deps.toml
//- /w/deps.toml
//- /w/p/package.json
{}
`,
    );
    assert.deepEqual(manifests, ['/w/p/wit/deps.toml', '/w/p/Cargo.toml', '/w/p/wkg.toml', '/w/wkg.lock']);
  });

  it('may include a crate that refers to its folder, if crates share one', () => {
    const crate = (path: string) => `[package]\n[package.metadata.component.target]\npath = "${path}"\n`;
    const { manifests } = project(
      '/w/wit',
      `
//- /w/one/Cargo.toml
${crate('../wit')}
//- /w/two/Cargo.toml
${crate('../other')}
`,
    );
    assert.deepEqual(manifests, ['/w/one/Cargo.toml']);
  });

  it('are empty without any manifest', () => {
    assert.deepEqual(project('/w/wit', '//- /w/wit/a.wit\n'), { manifests: [], elsewhere: [], shared: [] });
  });
});

describe('packages outside deps', () => {
  it('are those with a path, including the command that copies them into `deps`', () => {
    const { elsewhere } = project(
      '/w/p/wit',
      `
//- /w/p/wkg.toml
${override('a:b', '../../b')}"c:d" = { version = "1" }
//- /w/p/wit/deps.toml
io = "../../io"
http = "https://example.com/http.tar.gz"
`,
    );
    assert.deepEqual(elsewhere, ['deps.toml ../../io wit-deps', 'wkg.toml ../../b wkg wit fetch']);
  });
});

describe('a workspace of wkg', () => {
  const members = '[workspace]\nmembers = ["one", "more/*"]\n';
  const others = '//- /w/more/two/a.wit\n//- /w/wkg/deps/e-f/package.wit\n';

  it('shares its members and fetched packages with each member', () => {
    const { manifests, shared } = project('/w/one', `//- /w/wkg.toml\n${members}${others}`);
    assert.deepEqual(manifests, ['/w/wkg.toml']);
    assert.deepEqual(shared, ['more/two', 'wkg/deps/e-f']);
  });

  it('has a member whose WIT is in a subfolder', () => {
    assert.deepEqual(project('/w/one/wit', `//- /w/wkg.toml\n${members}${others}`).shared, [
      'one',
      'more/two',
      'wkg/deps/e-f',
    ]);
  });

  it('is found above the manifest of the member', () => {
    const own = `//- /w/one/wkg.toml\n${override('a:b', '../b')}`;
    const found = project('/w/one', `//- /w/wkg.toml\n${members}${own}${others}`);
    assert.deepEqual(found.manifests, ['/w/one/wkg.toml', '/w/wkg.toml']);
    assert.deepEqual(found.elsewhere, ['wkg.toml ../b wkg wit fetch']);
    assert.deepEqual(found.shared, ['more/two', 'wkg/deps/e-f']);
  });

  it('may be referred to by a member outside it, as a folder or a file', () => {
    for (const path of ['../w', '../w/wkg.toml']) {
      const member = `//- /p/wkg.toml\nworkspace = "${path}"\n`;
      const { shared } = project('/p', `//- /w/wkg.toml\n${members}${member}${others}`);
      assert.deepEqual(shared, ['one', 'more/two', 'wkg/deps/e-f'], path);
    }
  });

  it('shares nothing with packages that are not members', () => {
    const { manifests, shared } = project('/w/stranger', `//- /w/wkg.toml\n${members}${others}`);
    assert.deepEqual(manifests, ['/w/wkg.toml']);
    assert.deepEqual(shared, []);
  });
});
