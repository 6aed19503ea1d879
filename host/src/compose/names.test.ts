import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areCompatible, matching, meant, unversioned } from './names.ts';

describe('names of imports and exports', () => {
  it('go together on one semver track', () => {
    assert.ok(areCompatible('a:b/c@1.2.3', 'a:b/c@1.9.0'));
    assert.ok(areCompatible('a:b/c@0.2.3', 'a:b/c@0.2.12'));
    assert.ok(areCompatible('a:b/c@0.2.3+one', 'a:b/c@0.2.4+two'));
    assert.ok(areCompatible('run', 'run'));
  });

  it('do not go together otherwise', () => {
    assert.ok(!areCompatible('a:b/c@1.2.3', 'a:b/c@2.0.0'));
    assert.ok(!areCompatible('a:b/c@0.2.3', 'a:b/c@0.3.0'));
    assert.ok(!areCompatible('a:b/c@0.0.1', 'a:b/c@0.0.2'));
    assert.ok(!areCompatible('a:b/c@1.0.0-rc.1', 'a:b/c@1.0.0'));
    assert.ok(!areCompatible('a:b/c@1.0.0', 'a:b/d@1.0.0'));
    assert.ok(!areCompatible('a:b/c', 'a:b/c@1.0.0'));
  });

  it('match the very same name first', () => {
    const names = ['a:b/c@0.2.0', 'a:b/c@0.2.5', 'a:b/c@0.3.0'];
    assert.deepEqual(matching('a:b/c@0.2.5', names), ['a:b/c@0.2.5']);
    assert.deepEqual(matching('a:b/c@0.2.9', names), ['a:b/c@0.2.0', 'a:b/c@0.2.5']);
  });

  it('may be written without a version', () => {
    assert.deepEqual(meant('a:b/c', ['a:b/c@0.2.0', 'a:b/cd@0.2.0', 'a:b/c@0.3.0']), [
      'a:b/c@0.2.0',
      'a:b/c@0.3.0',
    ]);
    assert.deepEqual(meant('a:b/c@0.4.0', ['a:b/c@0.2.0']), []);
    assert.equal(unversioned('a:b/c@1.0.0-rc.1'), 'a:b/c');
  });
});
