import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planPlace } from './plan-place.ts';
import { tomlPlace } from './toml-place.ts';

/** The role of the position marked by `|`, and the word at it. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const place = tomlPlace(text, offset);
  return place && [planPlace(place), place.word];
}

const provider = { kind: 'provider', import: 'a:b/c', instance: 'app' };

describe('a location in a composition.toml', () => {
  it('can be a key of its table', () => {
    const root = ['instances', 'exports', 'component', 'packages', 'document', 'targets', 'versions'];
    assert.deepEqual(at('exp|\n[instances]\n'), [{ kind: 'key', keys: root }, 'exp']);
    assert.deepEqual(at('[component.app]\npa|'), [
      { kind: 'key', keys: ['path', 'imports', 'env', 'config', 'files'] },
      'pa',
    ]);
    assert.deepEqual(at('[instances]\napp = { |'), [
      { kind: 'key', keys: ['component', 'imports', 'env', 'config', 'files'] },
      '',
    ]);
    assert.deepEqual(at('[instances]\napp.i|'), [
      { kind: 'key', keys: ['component', 'imports', 'env', 'config', 'files'] },
      'i',
    ]);
    assert.deepEqual(at('[instances]\n|'), [{ kind: 'name' }, '']);
  });

  it('is none before the bracket of a head', () => {
    assert.equal(at('|[instances]\n'), undefined);
    assert.deepEqual(at('[|instances]\n')?.[1], 'instances');
  });

  it('can be a path', () => {
    for (const text of ['[instances]\napp = "a|.wasm"', '[component.app]\npath = "|', 'document = "s|"'])
      assert.deepEqual(at(text)?.[0], { kind: 'path' }, text);
    assert.deepEqual(at('[packages]\n"a:b" = "x|.wasm"'), [{ kind: 'path' }, 'x.wasm']);
  });

  it('can be an import of an instance, in each form', () => {
    const found = [{ kind: 'import', instance: 'app' }, 'a:b/'];
    assert.deepEqual(at('[instances.app.imports]\n"a:b/|'), found);
    assert.deepEqual(at('[component.app.imports]\n# a = "\n"x" = "y"\n"a:b/|"'), found);
    assert.deepEqual(at('[instances]\napp = { component = "a", imports = { "a:b/|" = "c" } }'), found);
    assert.deepEqual(at('[instances]\napp.imports."a:b/|" = "c"'), found);
  });

  it('can be the instance that provides an import', () => {
    assert.deepEqual(at('[component.app.imports]\n"a:b/c" = "ma|"'), [provider, 'ma']);
    assert.deepEqual(at('[instances.app.imports]\n"a:b/c" = { instance = |'), [provider, '']);
    assert.deepEqual(at('[instances.app.imports]\n"a:b/c" = { instance = "math", export = "d|" }'), [
      { kind: 'export', instance: 'math', filled: { import: 'a:b/c', instance: 'app' } },
      'd',
    ]);
  });

  it('can be an exported instance, also over several lines', () => {
    assert.deepEqual(at('exports = ["a|"]'), [{ kind: 'provider' }, 'a']);
    assert.deepEqual(at('exports = [\n  "a",\n  "|",\n]\n[instances]'), [{ kind: 'provider' }, '']);
    assert.deepEqual(at('[exports]\nru|'), [{ kind: 'export', instance: undefined }, 'ru']);
  });

  it('can be a table', () => {
    assert.deepEqual(at('[inst|')?.[1], 'inst');
    assert.deepEqual(at('[instances.a|.imports]'), [{ kind: 'provider' }, 'a']);
    assert.deepEqual(at('[instances.a.|]'), [
      { kind: 'key', keys: ['imports', 'env', 'config', 'files'] },
      '',
    ]);
  });

  it('is nothing in a comment', () => {
    assert.equal(at('[instances] # [exp|\n'), undefined);
    assert.equal(at('a = "b" # c|'), undefined);
  });
});
