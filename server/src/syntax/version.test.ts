import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, versionMistake } from './version.ts';

test('accepts semantic versions', () => {
  for (const version of [
    '0.0.0',
    '1.2.3',
    '1.0.0-rc.1',
    '1.0.0-0a.x-y',
    '1.0.0+001',
    '1.0.0-a+b.c',
    '18446744073709551615.0.0',
  ])
    assert.equal(versionMistake(version), undefined);
});

test('explains why text is not a version', () => {
  assert.equal(versionMistake('1.2'), 'the patch version number is not a number');
  assert.equal(versionMistake('01.0.0'), 'the major version number starts with a zero');
  assert.equal(versionMistake('1.18446744073709551616.0'), 'the minor version number is too large');
  assert.equal(versionMistake(`${'9'.repeat(1_000_000)}.0.0`), 'the major version number is too large');
  assert.equal(versionMistake('1.0.0-'), 'an identifier of the pre-release is empty');
  assert.equal(versionMistake('1.0.0-01'), 'a number of the pre-release starts with a zero');
  assert.equal(versionMistake('1.0.0+a..b'), 'an identifier of the build metadata is empty');
});

test('orders versions as in semver.org, 11, and then by their build metadata', () => {
  const ordered = [
    '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1',
    '1.0.0', '1.0.0+9', '1.0.0+09', '1.0.0+10', '1.0.0+10.0', '1.0.0+a', '1.0.1', '1.1.0', '2.0.0', '10.0.0',
  ]; // prettier-ignore
  assert.deepEqual(ordered.toReversed().sort(compareVersions), ordered);
});

test('does not order invalid versions', () => {
  for (const none of ['1.0./**/3', '01.0.0', '1.0.0-', '']) {
    assert.equal(compareVersions(none, '1.0.0'), 0);
    assert.equal(compareVersions('1.0.0', none), 0);
  }
});
