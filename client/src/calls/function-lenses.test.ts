import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { componentsWith, exportedName, nameInBinary, packageOf } from './function-lenses.ts';

const check = { name: 'check', owner: 'auth', isOfWorld: false };

describe('the functions of a .wit file that can be run', () => {
  it('belong to the package of the file', () => {
    assert.equal(
      packageOf('// package no:no;\n/// docs\npackage edge:service@0.1.0;\n'),
      'edge:service@0.1.0',
    );
    assert.equal(packageOf('package a:%type;'), 'a:type');
    assert.equal(packageOf('interface i {}'), undefined);
  });

  it('have the names that components export them by', () => {
    assert.equal(exportedName('edge:service@0.1.0', check), 'edge:service/auth.check@0.1.0');
    assert.equal(exportedName('edge:service', check), 'edge:service/auth.check');
    assert.equal(exportedName('a:b', { ...check, isOfWorld: true }), 'check');
  });

  it('are in the binary of a component by the name of their interface, without a version', () => {
    assert.equal(nameInBinary('edge:service@0.1.0', check), 'edge:service/auth');
    assert.equal(nameInBinary('a:b', { ...check, isOfWorld: true }), 'check');
  });

  it('are the exports that take only values WAVE can express', () => {
    const signature = '()';
    const components = new Map([
      ['/auth.wasm', [{ name: 'a:b/c.check', signature, call: 'check()' }]],
      ['/other.wasm', [{ name: 'a:b/c.check', signature }]],
    ]);
    assert.deepEqual(componentsWith('a:b/c.check', components), ['/auth.wasm']);
    assert.deepEqual(componentsWith('check', components), []);
  });
});
