import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/wit/deps.toml', text)!;
const problems = (text: string) =>
  read(text).problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);

describe('deps.toml', () => {
  it('lists folders of `deps` and their origin', () => {
    const text = `io = "https://example.com/io.tar.gz"
clocks = "../../clocks/wit"
here = "./more"
[http]
url = "https://example.com/http.tar.gz"
prefix = "http-1/wit"
sha256 = "00"
[cli]
path = "/abs/cli"
`;
    assert.deepEqual(
      read(text).packages.map(({ name, path }) => [name, path]),
      [
        ['io', undefined],
        ['clocks', 'file:///clocks/wit'],
        ['here', 'file:///p/wit/more'],
        ['http', undefined],
        ['cli', 'file:///abs/cli'],
      ],
    );
    assert.deepEqual(problems(text), []);
  });

  it('requires either a URL or a path', () => {
    assert.deepEqual(problems('io = { sha256 = "00" }\n'), ['manifest-value io']);
    assert.deepEqual(problems('io = { path = "x", url = "https://a.b/c" }\n'), ['manifest-value url']);
    assert.deepEqual(problems('io = { path = "x", sha512 = "00" }\n'), ['manifest-value sha512']);
    assert.deepEqual(problems('io = 3\n'), ['manifest-value io']);
  });

  it('has the ranges of its paths, without quotes', () => {
    const text = `\u{feff}a = "../a"\n'b' = {path='b c'}\n[c]\npath = """\\u002e/c"""\nurl = 'https://x'\n`;
    const paths = read(text).paths.map(({ start, end, uri }) => [text.slice(start, end), uri]);
    assert.deepEqual(paths, [
      ['../a', 'file:///p/a'],
      ['b c', 'file:///p/wit/b%20c'],
      ['\\u002e/c', 'file:///p/wit/c'],
    ]);
  });

  it('reports unknown keys', () => {
    assert.deepEqual(problems('io = { git = "x", path = "y" }\n'), ['manifest-unknown-key git']);
  });
});
