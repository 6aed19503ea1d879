import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isComponentOfC, type Names } from './c-sources.ts';

const names = (own: readonly string[] = [], src: readonly string[] = []): Names => ({ own, src });
const SOURCES = names(['src'], ['main.c']);

describe('a folder with sources of C or C++', () => {
  it('is a component where its WIT is in it', () => {
    for (const one of [
      names(['main.cpp', 'wit']),
      names(['src', 'wit'], ['main.c']),
      names(['CMakeLists.txt', 'wit']),
    ])
      assert.equal(isComponentOfC(one, names()), true, one.own.join());
    assert.equal(isComponentOfC(names(['wit', 'README.md'], ['main.h']), names()), false);
  });

  it('is a component where its WIT is beside it', () => {
    assert.equal(isComponentOfC(SOURCES, names(['wit', 'part'])), true);
    assert.equal(isComponentOfC(SOURCES, names(['part'])), false, 'a program of another kind');
  });

  it('is part of the component above it', () => {
    assert.equal(isComponentOfC(names(['main.c']), names(['src', 'wit'], ['main.c'])), false, 'src');
    assert.equal(isComponentOfC(names(['test.c']), names(['main.c', 'wit', 'tests'])), false, 'tests');
    assert.equal(
      isComponentOfC(names(['shim.c']), names(['Cargo.toml', 'wit'])),
      false,
      'sources of a crate',
    );
  });
});
