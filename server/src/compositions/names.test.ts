import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areCompatible, matching, meant } from './names.ts';

const named = (name: string, ...functions: string[]) => ({ name, functions });

describe('names of imports and exports', () => {
  it('match on one semver track', () => {
    assert.ok(areCompatible('a:b/c@1.2.3', 'a:b/c@1.9.0'));
    assert.ok(areCompatible('a:b/c@0.2.3', 'a:b/c@0.2.12'));
    assert.ok(areCompatible('a:b/c@0.2.3+one', 'a:b/c@0.2.4+two'));
    assert.ok(areCompatible('run', 'run'));
  });

  it('do not match otherwise', () => {
    assert.ok(!areCompatible('a:b/c@1.2.3', 'a:b/c@2.0.0'));
    assert.ok(!areCompatible('a:b/c@0.2.3', 'a:b/c@0.3.0'));
    assert.ok(!areCompatible('a:b/c@0.0.1', 'a:b/c@0.0.2'));
    assert.ok(!areCompatible('a:b/c@1.0.0-rc.1', 'a:b/c@1.0.0'));
    assert.ok(!areCompatible('a:b/c@1.0.0', 'a:b/d@1.0.0'));
    assert.ok(!areCompatible('a:b/c', 'a:b/c@1.0.0'));
  });

  it('prefer the exact name', () => {
    const names = ['a:b/c@0.2.0', 'a:b/c@0.2.5', 'a:b/c@0.3.0'];
    assert.deepEqual(matching('a:b/c@0.2.5', names), ['a:b/c@0.2.5']);
    assert.deepEqual(matching('a:b/c@0.2.9', names), ['a:b/c@0.2.0', 'a:b/c@0.2.5']);
  });

  it('may omit the version', () => {
    const several = ['a:b/c@0.2.0', 'a:b/cd@0.2.0', 'a:b/c@0.3.0'].map((name) => named(name));
    assert.deepEqual(meant('a:b/c', several), ['a:b/c@0.2.0', 'a:b/c@0.3.0']);
    assert.deepEqual(meant('a:b/c@0.4.0', [named('a:b/c@0.2.0')]), []);
  });

  it('may omit the package, or refer to a function of the interface', () => {
    const all = [
      named('acme:auth/api@1.0.0', 'verify', 'revoke'),
      named('acme:routing/match', 'route', 'revoke'),
    ];
    assert.deepEqual(meant('match', all), ['acme:routing/match']);
    assert.deepEqual(meant('verify', all), ['acme:auth/api@1.0.0']);
    assert.deepEqual(meant('acme:auth/revoke', all), ['acme:auth/api@1.0.0']);
    assert.deepEqual(meant('revoke', all), ['acme:auth/api@1.0.0', 'acme:routing/match']);
    assert.deepEqual(meant('acme:routing/verify', all), []);
  });
});
