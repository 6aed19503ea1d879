import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName } from './free-name.ts';

test('a proposed name is free', () => {
  assert.equal(freeName('my-component'), 'my-component');
  assert.equal(freeName('my-component', new Set(['other'])), 'my-component');
  assert.equal(freeName('my-component', new Set(['my-component', 'my-component-2'])), 'my-component-3');
});
