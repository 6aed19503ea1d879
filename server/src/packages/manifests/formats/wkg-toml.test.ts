import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/a/wkg.toml', text)!;
const problems = (text: string) =>
  read(text).problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);

describe('wkg.toml', () => {
  it('has overrides of packages', () => {
    const text = `[overrides]
"c:d" = { path = "../d/wit" }
"e:f" = { version = "=1.2.0" }
"g:h".path = "/abs/h"
`;
    assert.deepEqual(read(text).packages, [
      { name: 'c:d', version: undefined, path: 'file:///p/d/wit' },
      { name: 'e:f', version: '=1.2.0', path: undefined },
      { name: 'g:h', version: undefined, path: 'file:///abs/h' },
    ]);
    assert.deepEqual(problems(text), []);
  });

  it('of a workspace lists its members, and a member may refer to the workspace', () => {
    const text = '[workspace]\nmembers = ["a", "examples/*/wit"]\n[workspace.metadata]\nauthor = "x"\n';
    assert.deepEqual(read(text).members, ['a', 'examples/*/wit']);
    assert.deepEqual(problems(text), []);
    assert.equal(read('workspace = "../.."\n').workspace, 'file://');
    assert.equal(read('workspace = "../wkg.toml"\n').workspace, 'file:///p/wkg.toml');
  });

  it('reports unknown keys', () => {
    assert.deepEqual(problems('[overides]\n'), ['manifest-unknown-key overides']);
    assert.deepEqual(problems('[overrides]\n"c:d" = { git = "x" }\n'), ['manifest-unknown-key git']);
    assert.deepEqual(problems('[metadata]\nname = "x"\n'), ['manifest-unknown-key name']);
  });

  it('of a workspace must not have overrides', () => {
    assert.deepEqual(problems('[workspace]\nmembers = []\n[overrides]\n'), ['manifest-value overrides']);
  });

  it('with values of the wrong type is read as far as possible', () => {
    const text = '[overrides]\n"c:d" = 1\n"e:f" = { path = 2 }\n"g:h" = { path = "h" }\n';
    assert.deepEqual(problems(text), ['manifest-value "c:d"', 'manifest-value path']);
    assert.equal(read(text).packages.at(-1)!.path, 'file:///p/a/h');
    assert.deepEqual(problems('workspace = 3\n'), ['manifest-value workspace']);
  });
});
