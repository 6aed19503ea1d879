import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'smol-toml';
import { locateKeys } from './toml-keys.ts';

/** The text of key and value at a path. */
function entryAt(text: string, ...path: string[]): [key: string, value: string] | undefined {
  parse(text);
  const entry = locateKeys(text)(path);
  return (
    entry && [text.slice(entry.key.start, entry.key.end), text.slice(entry.value.start, entry.value.end)]
  );
}

describe('locations of TOML keys', () => {
  it('are found for keys in tables', () => {
    const text = 'top = 1\n[a]\nx = "1" # why\n[ b . "c.d" ]\ny = true\n';
    assert.deepEqual(entryAt(text, 'top'), ['top', '1']);
    assert.deepEqual(entryAt(text, 'a', 'x'), ['x', '"1"']);
    assert.deepEqual(entryAt(text, 'b', 'c.d', 'y'), ['y', 'true']);
  });

  it('are found for table headers', () => {
    const text = '# first\n[instances.auth]\n';
    assert.deepEqual(entryAt(text, 'instances'), ['instances', '[instances.auth]']);
    assert.deepEqual(entryAt(text, 'instances', 'auth'), ['auth', '[instances.auth]']);
  });

  it('are found for dotted and quoted keys', () => {
    const text = `a.'b c' = 1\n"wasi:http/types\\u0040" = 2\n`;
    assert.deepEqual(entryAt(text, 'a', 'b c'), [`'b c'`, '1']);
    assert.deepEqual(entryAt(text, 'wasi:http/types@'), ['"wasi:http/types\\u0040"', '2']);
  });

  it('are found in inline tables and arrays', () => {
    const text = 'a = { b = [1, { c = "}" }], d = "," }\n';
    assert.deepEqual(entryAt(text, 'a', 'b', '0'), ['1', '1']);
    assert.deepEqual(entryAt(text, 'a', 'b', '1', 'c'), ['c', '"}"']);
    assert.deepEqual(entryAt(text, 'a', 'd'), ['d', '","']);
    assert.deepEqual(entryAt(text, 'a')?.[1], '{ b = [1, { c = "}" }], d = "," }');
  });

  it('are found after strings that look like TOML', () => {
    const text = `a = """\n[x]\ny = 1 ""\\"" """\nb = '''\n# ''' # [z]\nc = "\\" # = "\nd = 1\n`;
    assert.deepEqual(entryAt(text, 'd'), ['d', '1']);
    assert.equal(entryAt(text, 'x', 'y'), undefined);
  });

  it('are found with any line ending, and after values of every type', () => {
    const text = 'a = 1979-05-27 07:32:00Z\r\nb = [ # one\r\n  1.5e3,\r\n  -inf,\r\n]\r\nc = 0xff # no\r\n';
    assert.deepEqual(entryAt(text, 'a'), ['a', '1979-05-27 07:32:00Z']);
    assert.deepEqual(entryAt(text, 'b', '1'), ['-inf', '-inf']);
    assert.deepEqual(entryAt(text, 'c'), ['c', '0xff']);
  });
});
