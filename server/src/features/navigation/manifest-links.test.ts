import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';
import { documentLinks } from './document-links.ts';

const library = `
//- /lib/wit/first.wit
interface first {}
//- /lib/wit/package.wit
/// The library.
package demo:lib@1.0.0;
//- /lib/wit/deps/other/other.wit
package demo:other;
//- /one.wit
interface alone {}
`;

/** The links of the first manifest in a fixture: text, target and tooltip. */
function linksOf(text: string): readonly string[] {
  const { files } = parseFixture(text + library);
  const [[path, content]] = [...files] as [[string, string]];
  const links = documentLinks(new Workspace(memoryFileSystem(files)).snapshot(), uriOfPath(path));
  return links.map(({ start, end, target, title }) => {
    const shown = files.get(target.uri.slice('file://'.length))!.slice(target.start, target.end);
    return `${content.slice(start, end)} → ${target.uri}: ${shown} (${title})`;
  });
}

const toLibrary = 'file:///lib/wit/package.wit: demo:lib@1.0.0 (demo:lib@1.0.0)';
const toOther = 'file:///lib/wit/deps/other/other.wit: demo:other (demo:other)';

describe('links in manifests', () => {
  test('deps.toml: paths link to the packages, URLs are left to the editor', () => {
    const text = `//- /wit/deps.toml
lib = "../lib/wit"
other = { path = '../lib/wit/deps/other' }
far = "https://example.com/far.tar.gz"
url = { url = "https://example.com/url.tar.gz" }
gone = "../gone"
`;
    assert.deepEqual(linksOf(text), [`../lib/wit → ${toLibrary}`, `../lib/wit/deps/other → ${toOther}`]);
  });

  test('wkg.toml: overrides link to packages', () => {
    const text =
      '//- /app/wkg.toml\n[overrides]\n"demo:lib" = { path = "../lib/wit" }\n"a:b".path = "../lib"\n';
    assert.deepEqual(linksOf(text), [`../lib/wit → ${toLibrary}`]);
  });

  test('wkg.toml: a member links to the manifest of its workspace', () => {
    const root = '//- /wkg.toml\n[workspace]\nmembers = ["a"]\n';
    const named = (path: string) => linksOf(`//- /a/wkg.toml\nworkspace = "${path}"\n${root}`);
    assert.deepEqual(named('..'), ['.. → file:///wkg.toml:  (wkg.toml)']);
    assert.deepEqual(named('../wkg.toml'), ['../wkg.toml → file:///wkg.toml:  (wkg.toml)']);
    assert.deepEqual(named('../gone'), []);
  });

  test('Cargo.toml: only entries for components have links', () => {
    const text = `//- /app/Cargo.toml
[package]
name = "app"
[dependencies]
other = { path = "../lib/wit" }
[package.metadata.component.target]
path = "../lib/wit"
[package.metadata.component.target.dependencies]
"demo:other" = { path = "../lib/wit/deps/other" }
`;
    assert.deepEqual(linksOf(text), [`../lib/wit → ${toLibrary}`, `../lib/wit/deps/other → ${toOther}`]);
  });

  test('componentize-py.toml: the folder of the WIT is a link', () => {
    assert.deepEqual(linksOf('//- /lib/componentize-py.toml\nwit_directory = "wit"\n'), [
      `wit → ${toLibrary}`,
    ]);
  });

  test('a path may refer to one file, and a package need not be declared', () => {
    const named = (path: string) => linksOf(`//- /wit/deps.toml\nx = "${path}"\n`);
    assert.deepEqual(named('../one.wit'), ['../one.wit → file:///one.wit:  (one.wit)']);
    assert.deepEqual(named('..'), ['.. → file:///one.wit:  (one.wit)']);
    assert.deepEqual(named('../gone.wit'), []);
  });

  test('a manifest with invalid TOML has no links until it is fixed', () => {
    assert.deepEqual(linksOf('//- /wit/deps.toml\nlib = "../lib/wit"\nother = \n'), []);
  });

  test('other manifests have no links', () => {
    assert.deepEqual(linksOf('//- /lib/package.json\n{ "scripts": { "a": "jco types wit" } }\n'), []);
  });
});
