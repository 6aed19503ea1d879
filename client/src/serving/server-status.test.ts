import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outdatedTexts, statusText } from './server-status.ts';

const current = { url: 'http://127.0.0.1:1/' };
const former = { url: 'http://127.0.0.1:2/', outdated: 'Nothing provides greet.' };

test('a warning stands at the address that it is about', () => {
  const text = '$(warning) http://127.0.0.1:2/ $(radio-tower) http://127.0.0.1:1/';
  assert.equal(statusText([former, current]), text);
});

test('the tooltip names the address of a former build', () => {
  const text = 'The former build is served at http://127.0.0.1:2/. Nothing provides greet.';
  assert.deepEqual(outdatedTexts([current, former]), [text]);
  assert.deepEqual(outdatedTexts([current]), []);
});
