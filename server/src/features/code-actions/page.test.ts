import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fixers } from './catalogue.ts';

test('docs/code-actions.md lists exactly the codes that have a fix', () => {
  const page = readFileSync('docs/code-actions.md', 'utf8');
  const named = [...page.matchAll(/\]\(errors\/([a-z-]+)\.md\)/g)].map(([, code]) => code);
  assert.deepEqual(named.sort(), [...fixers.keys()].sort());
});
