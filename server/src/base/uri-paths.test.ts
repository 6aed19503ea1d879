import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderOf, isInside, join, nameOf } from './uri-paths.ts';

test('a name becomes the last segment, and the last segment a name', () => {
  const uri = join('file:///a%20b', 'c d#1.wit');
  assert.equal(uri, 'file:///a%20b/c%20d%231.wit');
  assert.equal(nameOf(uri), 'c d#1.wit');
  assert.equal(folderOf(uri), 'file:///a%20b');
});

test('a segment that is not encoded as it should be is its own name', () => {
  assert.equal(nameOf('file:///a/100%.wit'), '100%.wit');
});

test('what has no folder has an empty one', () => {
  assert.equal(folderOf('untitled:a'), '');
});

test('only what lies below a folder is in it', () => {
  assert.ok(isInside('file:///a/b/c.wit', 'file:///a'));
  assert.ok(!isInside('file:///ab/c.wit', 'file:///a'));
  assert.ok(!isInside('file:///a', 'file:///a'));
});
