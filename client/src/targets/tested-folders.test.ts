import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasRustTests, testedFolders, testsByFolder } from './tested-folders.ts';

describe('the folders of components that have tests', () => {
  it('are the nearest above each file of tests, once', () => {
    const components = ['/w', '/w/b', '/w/a', '/w/c'];
    const tests = ['/w/b/test/one.test.js', '/w/b/src/deep/two.test.ts', '/w/a/answers/answers_test.go'];
    assert.deepEqual(testedFolders(components, tests), ['/w/a', '/w/b']);
    assert.deepEqual(testsByFolder(components, tests).get('/w/b'), [
      '/w/b/src/deep/two.test.ts',
      '/w/b/test/one.test.js',
    ]);
  });

  it('leave out tests that belong to no component', () => {
    assert.deepEqual(testedFolders(['/w/a'], ['/w/b/test/one.test.js', '/test/x.test.js']), []);
  });
});

describe('a source in Rust', () => {
  it('has tests for cargo where an attribute says so', () => {
    assert.ok(hasRustTests('mod tests {\n    #[test]\n    fn greets() {}\n}'));
    assert.ok(hasRustTests('#[tokio::test(flavor = "current_thread")]\nasync fn greets() {}'));
    assert.ok(!hasRustTests('// #[test]\n#[testing]\n#[cfg(test)]\nmod tests;'));
  });
});
