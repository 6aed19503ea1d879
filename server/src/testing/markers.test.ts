/**
 * Runs test-fixtures/marker: each file twice, on the features and through the built server (`npm run build`), whose
 * responses must be equal. UPDATE=1 writes them into the files.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BuiltServer, initialize, startBuiltServer, stop } from './built-server.ts';
import { PULLS } from './editor.ts';
import { featuresSubject } from './features-subject.ts';
import { type Marker, parseMarker, updateMarker } from './marker.ts';
import { serverSubject } from './server-subject.ts';
import { answer, type Subject } from './subject.ts';

const folder = fileURLToPath(new URL('../../../test-fixtures/marker', import.meta.url));
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.txt'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

describe('markers', () => {
  let server: BuiltServer;
  before(async () => {
    server = startBuiltServer();
    await initialize(server, {
      capabilities: {
        ...PULLS,
        textDocument: { ...PULLS.textDocument, completion: { completionItem: { snippetSupport: true } } },
        workspace: { ...PULLS.workspace, workspaceFolders: true },
      },
    });
  });
  after(() => stop(server));

  for (const file of files) {
    test(relative(folder, file), async () => {
      const text = readFileSync(file, 'utf8');
      const marker = parseMarker(text);
      const answers = await answersOf(featuresSubject(marker), marker);
      assert.deepEqual(
        await answersOf(serverSubject(server, marker), marker),
        answers,
        'the server answers otherwise',
      );
      if (process.env.UPDATE) writeFileSync(file, updateMarker(text, answers));
      else assert.deepEqual(answers, marker.expected);
    });
  }
});

async function answersOf(subject: Subject, marker: Marker): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  try {
    for (const question of marker.questions)
      answers.set(question.title, await answer(subject, marker, question));
  } finally {
    await subject.close();
  }
  return answers;
}
