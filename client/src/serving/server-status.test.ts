import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusSentences, statusText } from './server-status.ts';

const current = { name: 'composition.toml', url: 'http://127.0.0.1:1/' };
const former = { ...current, outdated: 'Nothing provides greet.' };

test('an address that serves a former build has a warning', () => {
  assert.equal(statusText(current), '$(radio-tower) http://127.0.0.1:1/');
  assert.equal(statusText(former), '$(warning) http://127.0.0.1:1/');
});

test('the tooltip says what is served, and why it is not the sources', () => {
  assert.equal(statusSentences(current), 'Serves composition.toml.');
  assert.equal(
    statusSentences(former),
    'Serves the former build of composition.toml. Nothing provides greet.',
  );
});
