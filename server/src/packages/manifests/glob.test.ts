import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { expandGlob, matches } from './glob.ts';

const paths = ['/a/wit/x.wit', '/b/wit/x.wit', '/b/other/x.wit', '/c/d/wit/x.wit', '/file'];
const fs = memoryFileSystem(new Map(paths.map((path) => [path, ''])));
const expand = (pattern: string) => expandGlob(fs, 'file://', pattern).map((uri) => uri.slice(7));

describe('the members of a workspace', () => {
  it('are folders, or patterns of folders', () => {
    assert.deepEqual(expand('a/wit'), ['/a/wit']);
    assert.deepEqual(expand('./not/there'), ['/not/there']);
    assert.deepEqual(expand('*/wit'), ['/a/wit', '/b/wit', '/c/wit']);
    assert.deepEqual(expand('b/?????'), ['/b/other']);
    assert.deepEqual(expand('c/../*/w*t'), ['/a/wit', '/b/wit']);
    assert.ok(expand('**/wit').includes('/c/d/wit'));
  });
});

describe('a pattern', () => {
  it('is matched without exponential backtracking', () => {
    assert.ok(matches('a*b*c', 'axxbxxbxxc'));
    assert.ok(!matches('a*b*c', 'axxbxx'));
    assert.ok(!matches(`${'*a'.repeat(500)}b`, 'a'.repeat(5000)));
  });
});
