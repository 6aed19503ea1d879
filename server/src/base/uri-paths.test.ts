import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderOf, isInside, join, nameOf } from './uri-paths.ts';

test('a name is encoded as the last segment and decoded again', () => {
  const uri = join('file:///a%20b', 'c d#1.wit');
  assert.equal(uri, 'file:///a%20b/c%20d%231.wit');
  assert.equal(nameOf(uri), 'c d#1.wit');
  assert.equal(folderOf(uri), 'file:///a%20b');
});

test('an invalidly encoded segment is its own name', () => {
  assert.equal(nameOf('file:///a/100%.wit'), '100%.wit');
});

test('a URI without a folder has an empty one', () => {
  assert.equal(folderOf('untitled:a'), '');
});

test('only URIs below a folder are inside it', () => {
  assert.ok(isInside('file:///a/b/c.wit', 'file:///a'));
  assert.ok(!isInside('file:///ab/c.wit', 'file:///a'));
  assert.ok(!isInside('file:///a', 'file:///a'));
});
