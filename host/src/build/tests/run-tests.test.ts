import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemOf, temporaryFolders, type Files } from '../testing/folders.ts';
import { runTests } from './run-tests.ts';

describe('a folder without tests', () => {
  const folderOf = temporaryFolders();
  const cases: readonly (readonly [Files, string])[] = [
    [{ 'package.json': '{}', 'src/a.ts': '' }, '.test.js'],
    [
      { 'go.mod': 'module a.example/b\n', 'vendor/c/c_test.go': '', 'main.go': '' },
      'answers/answers_test.go',
    ],
    [{ 'pyproject.toml': '', 'app.py': '' }, 'tests/test_answers.py'],
  ];
  for (const [files, example] of cases)
    it(`is reported with an example, ${example}, before any tool is searched`, async () => {
      const { code, help } = await problemOf(runTests(await folderOf(files), { output: 'ignore' }));
      assert.equal(code, 'no-tests');
      assert.ok(help?.includes(example), help);
    });
});
