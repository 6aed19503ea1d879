import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/Cargo.toml', text)!;
const problems = (text: string) =>
  read(text).problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
const crate = '[package]\nname = "x"\n';

describe('Cargo.toml', () => {
  it('of a crate refers to the folder `wit`, the default of wit-bindgen', () => {
    assert.deepEqual(read(crate).witFolders, ['file:///p/wit']);
    assert.deepEqual(read(`${crate}[package.metadata.component]\n`).witFolders, ['file:///p/wit']);
  });

  it('of a workspace refers to no folder', () => {
    assert.deepEqual(read('[workspace]\nmembers = ["a"]\n').witFolders, []);
  });

  it('may refer to another folder, or a file in it', () => {
    const target = (path: string) => `${crate}[package.metadata.component.target]\npath = "${path}"\n`;
    assert.deepEqual(read(target('interfaces')).witFolders, ['file:///p/interfaces']);
    assert.deepEqual(read(target('../api/world.wit')).witFolders, ['file:///api']);
  });

  it('may take its world from a package', () => {
    assert.deepEqual(read(`${crate}[package.metadata.component]\ntarget = "a:b/w@1.0.0"\n`).witFolders, []);
  });

  it('lists packages by version or by path', () => {
    const text = `${crate}[package.metadata.component]
package = "my:component"
[package.metadata.component.target.dependencies]
"wasi:io" = "0.2.0"
"my:types" = { path = "../types/wit" }
[package.metadata.component.dependencies]
"my:dep" = { package = "other:dep", version = "1", registry = "r" }
`;
    assert.deepEqual(read(text).packages, [
      { name: 'wasi:io', version: '0.2.0', path: undefined },
      { name: 'my:types', version: undefined, path: 'file:///types/wit' },
      { name: 'my:dep', version: '1', path: undefined },
    ]);
    assert.deepEqual(problems(text), []);
  });

  it('reports unknown keys in the section for components', () => {
    const text = `${crate}[package.metadata.component]\nworld = "w"\n[package.metadata.other]\nx = 1\n`;
    assert.deepEqual(problems(text), ['manifest-unknown-key world']);
    const dependency = `${crate}[package.metadata.component.target.dependencies]\n"a:b" = { git = "x" }\n`;
    assert.deepEqual(problems(dependency), ['manifest-unknown-key git']);
  });

  it('is not checked outside that section', () => {
    assert.deepEqual(problems(`${crate}[dependencies\ncomponent = 1\n`), []);
    assert.deepEqual(problems(`${crate}[package.metadata.component\n`).length, 1);
  });
});
