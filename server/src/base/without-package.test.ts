import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withoutPackage } from './without-package.ts';

it('removes the invented package of a component, and no other', () => {
  const world = 'world root {\n}\n';
  assert.equal(withoutPackage(`package root:component;\n\n${world}`), world);
  assert.equal(withoutPackage(`package a:b;\n\n${world}`), `package a:b;\n\n${world}`);
});
