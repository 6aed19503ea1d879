import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LanguageServer } from './language-server.ts';
import { startLanguageServer } from './start-language-server.ts';
import { testStudio } from './testing/studio.ts';

it('a language server that does not start is reported, with the reason', async () => {
  const { studio, reported } = testStudio();
  const languageServer = new LanguageServer(() => Promise.reject(new Error('no such program')));
  await startLanguageServer({ languageServer, problems: studio.problems });
  assert.deepEqual(
    reported.map(({ code, causes }) => [code, causes]),
    [['language-server-not-started', ['Error: no such program']]],
  );
});
