import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { circleRules } from '../eslint.circles.mjs';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wit-studio-circles-')));
after(() => rmSync(folder, { recursive: true }));

/** The messages of lint about a file. */
function messagesFor(name: string): string[] {
  const path = join(folder, name);
  const parser = { languageOptions: { parser: tseslint.parser } } as Linter.Config;
  const linter = new Linter({ cwd: folder });
  const found = linter.verify(
    readFileSync(path, 'utf8'),
    [{ files: ['**/*.ts'], ...parser }, ...circleRules],
    path,
  );
  return found.map(({ line, message }) => `${line}: ${message}`);
}

it('refuses a circle of imports, of types too, in each of its files', () => {
  const files = {
    'a.ts':
      "import { alone } from './alone.ts';\nimport type {\n  B,\n} from './b.ts';\nexport type A = B;\n",
    'b.ts': "export { c } from './c.ts';\nexport type B = 1;\n",
    'c.ts': "import { type A } from './a.ts';\nexport const c: A = 1;\n",
    'alone.ts': "import 'node:fs';\nexport const alone = 1;\n",
    'above.ts': "import { c } from './c.ts';\nimport { gone } from './gone.ts';\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const help = 'Move what they share to a file that imports none of them.';
  assert.deepEqual(messagesFor('a.ts'), [`4: A circle of imports: a.ts → b.ts → c.ts → a.ts. ${help}`]);
  assert.deepEqual(messagesFor('b.ts'), [`1: A circle of imports: b.ts → c.ts → a.ts → b.ts. ${help}`]);
  assert.deepEqual(messagesFor('c.ts'), [`1: A circle of imports: c.ts → a.ts → b.ts → c.ts. ${help}`]);
  assert.deepEqual([...messagesFor('alone.ts'), ...messagesFor('above.ts')], []);
});
