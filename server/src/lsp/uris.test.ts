import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { normalizeUri, UriSpellings } from './uris.ts';

describe('URIs', () => {
  test('are normalized, whatever the client encodes', () => {
    assert.equal(normalizeUri('file:///a%40b/c+d.wit'), normalizeUri('file:///a@b/c%2Bd.wit'));
    assert.equal(normalizeUri('file:///C%3A/a.wit'), normalizeUri('file:///c:/a.wit'));
    assert.equal(normalizeUri('untitled:Untitled-1'), 'untitled:Untitled-1');
  });

  test('with a lone % or without a scheme are accepted', () => {
    assert.equal(normalizeUri('file:///100%.wit'), 'file:///100%25.wit');
    assert.equal(normalizeUri('nonsense'), 'nonsense');
  });

  test('may be spelled differently by the client', () => {
    const spellings = new UriSpellings();
    spellings.show('wit-decoded:/c.wasm.wit', 'file:///tmp/c@1.wasm.wit');
    assert.equal(spellings.out('wit-decoded:/c.wasm.wit'), 'file:///tmp/c@1.wasm.wit');
    assert.equal(spellings.in('file:///tmp/c%401.wasm.wit'), 'wit-decoded:/c.wasm.wit');
  });

  test('are returned in the client’s spelling', () => {
    const spellings = new UriSpellings();
    const inside = spellings.in('file:///C%3A/a@b.wit');
    assert.equal(spellings.out(inside), 'file:///C%3A/a@b.wit');
    assert.equal(spellings.out('file:///other.wit'), 'file:///other.wit');
  });

  test('of folders have no trailing slash', () => {
    const spellings = new UriSpellings();
    assert.equal(spellings.folder('file:///a/b/'), 'file:///a/b');
    assert.equal(spellings.folder('file:///a/b'), 'file:///a/b');
    assert.equal(spellings.folder('file:///'), 'file://');
  });
});
