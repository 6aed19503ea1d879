import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolve } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { problemText } from './failure.ts';

test('the task problem matcher parses the output of the command', () => {
  const start = { line: 2, character: 4 };
  const at = { file: resolve('src/a.c'), start, end: start };
  const [head = '', place = ''] = problemText({ code: 'c-build', message: 'no such name', at }).split('\n');
  const [first, second] = manifest.contributes.problemMatchers[0]!.pattern;
  assert.deepEqual(new RegExp(first!.regexp).exec(head)?.slice(1), ['error', 'c-build', 'no such name']);
  assert.deepEqual(new RegExp(second!.regexp).exec(place)?.slice(1), ['src/a.c', '3', '5']);
});
