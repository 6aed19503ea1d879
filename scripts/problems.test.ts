/** Which problems the tests are about. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { builds } from '../server/src/base/problems/builds.ts';
import { components } from '../server/src/base/problems/components.ts';
import { composition } from '../server/src/base/problems/composition.ts';
import { plans } from '../server/src/base/problems/plans.ts';

/** The tests and what they share, as one text. */
const tests = ['server/src', 'host/src', 'cli/src']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.test.ts') || (/[\\/]testing[\\/]/.test(name) && name.endsWith('.ts')))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n');

it('every problem of plans, of their components and of builds is in a test', () => {
  const codes = Object.keys({ ...builds, ...components, ...composition, ...plans });
  assert.deepEqual(
    codes.filter((code) => !tests.includes(`'${code}'`)),
    [],
  );
});
