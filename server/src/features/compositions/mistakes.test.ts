import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compose } from '../../../../host/src/compose/compose.ts';
import { HostError } from '../../../../host/src/base/problem.ts';
import { codeActions } from '../code-actions/code-actions.ts';
import type { FileDiagnostic } from '../results.ts';
import { planFindings } from './diagnostics.ts';
import type { PlanFix } from './fixes.ts';
import { FILES, MISTAKES } from './testing/mistakes.ts';
import type { Mistake } from './testing/mistake.ts';
import { openPlan, planFolder, settle } from './testing/plan-folder.ts';

const folder = await planFolder();
const GOLDEN = fileURLToPath(new URL('testing/mistakes.txt', import.meta.url));

before(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    for (const place of [path, join('deps/deps', path)]) await folder.write(place, text);
  }
});
after(() => folder.remove());

interface Shown {
  readonly code: string;
  readonly message: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

const plain = ({ text }: Mistake): string => text.replaceAll(/[«»]/g, '');

/** In the editor: the reported problem, the underlined text, the offered fixes, and the problems after each. */
async function inEditor(mistake: Mistake) {
  const text = plain(mistake);
  const uri = folder.uriOf(mistake.file);
  const workspace = await openPlan(uri, text);
  const found = planFindings(workspace.snapshot(), uri);
  const actions = codeActions(
    workspace.snapshot(),
    uri,
    { start: 0, end: text.length },
    (kind) => kind === 'quickfix',
  );
  const before = found.map(({ diagnostic }) => diagnostic);
  const fixes: string[] = [];
  for (const { title, edits, fixes: fixed } of actions as readonly PlanFix[]) {
    const mended = edits.reduce(
      (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
      text,
    );
    workspace.open(uri, mended, 2);
    await settle(workspace, uri);
    const after = planFindings(workspace.snapshot(), uri).map(({ diagnostic }) => diagnostic);
    assertSolved(fixed, before, after, `${title}\n${mended}`);
    const left = after.map(({ code }) => code);
    fixes.push(left.length === 0 ? title : `${title} (then ${left.join(', ')})`);
  }
  return { found, fixes };
}

/** Problems that a fix may lead to, and that have fixes of their own, since it is not known what the user wants. */
const FOLLOWING: Readonly<Record<string, readonly string[]>> = {
  // A part that was not chosen is exported, or left over.
  'ambiguous-import': ['ambiguous-export', 'instance-unused'],
  'ambiguous-export': ['instance-unused'],
  // The first components that are there.
  'plan-empty': ['core-module-unsupported'],
  'plan-root': ['core-module-unsupported', 'instance-unused'],
  // The number is in quotes, and there is no such file.
  'plan-value': ['component-unreadable'],
};

/** The problem is gone, and there is none of a code that was not there. */
function assertSolved(
  { code, message }: FileDiagnostic,
  before: readonly FileDiagnostic[],
  after: readonly FileDiagnostic[],
  shown: string,
): void {
  assert.ok(
    !after.some((one) => one.code === code && one.message === message),
    `${code} is still there: ${shown}`,
  );
  const known = [...before.map((one) => one.code), ...(FOLLOWING[code] ?? [])];
  const added = after.filter((one) => !known.includes(one.code)).map((one) => one.code);
  assert.deepEqual(added, [], `${code} is followed by others: ${shown}`);
}

/** In the terminal, as composing reports it. */
async function inTerminal(mistake: Mistake): Promise<readonly Shown[]> {
  const plan = join(folder.path, mistake.file);
  await writeFile(plan, plain(mistake));
  try {
    const build = (path: string): Promise<string> => Promise.reject(new Error(`unexpected build of ${path}`));
    await compose(
      { plan, out: join(folder.path, 'out.wasm') },
      { build, signal: new AbortController().signal },
    );
    return [];
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return (error.problem.findings ?? [error.problem]).map(shown);
  } finally {
    await rm(plan);
  }
}

const shown = ({
  code,
  message,
  causes = [],
  help,
  at,
}: Omit<Shown, 'line' | 'column'> & {
  readonly causes?: readonly string[];
  readonly help?: string;
  readonly at?: { readonly start: { readonly line: number; readonly character: number } };
}): Shown => ({
  code,
  message: [message, ...causes.map((cause) => `- ${cause}`), ...(help ? [help] : [])]
    .join('\n')
    .replaceAll(String(pathToFileURL(folder.path)), '.')
    .replaceAll(folder.path, '.'),
  line: at && at.start.line + 1,
  column: at && at.start.character + 1,
});

const golden = existsSync(GOLDEN) ? readFileSync(GOLDEN, 'utf8') : '';
const written: string[] = [];

describe('a mistake in a plan', () => {
  for (const mistake of MISTAKES)
    it(`${mistake.what}, in ${mistake.file}`, async () => {
      const { found, fixes } = await inEditor(mistake);
      assert.ok(found.length > 0, 'nothing is reported');
      const marked = found.map(({ diagnostic: { start, end } }) => [start, end]);
      const text = plain(mistake);
      const lines = found.flatMap(({ finding, diagnostic: { start, end } }) => {
        const { code, message, line } = shown(finding);
        return [
          `${line}: ${code} at ${JSON.stringify(text.slice(start, end))}`,
          ...message.split('\n').map((one) => `    ${one}`),
        ];
      });
      const entry = [
        `## ${mistake.what} (${mistake.file})`,
        ...lines,
        ...fixes.map((one) => `  fix: ${one}`),
      ].join('\n');
      written.push(entry);
      // With its end: an entry that lacks its last fix is the start of the right one.
      assert.ok(`${golden}\n`.includes(`${entry}\n\n`) || process.env['UPDATE'], entry);
      assert.deepEqual(
        await inTerminal(mistake),
        found.map(({ finding }) => shown(finding)),
      );
      const start = mistake.text.indexOf('«');
      if (start >= 0)
        assert.ok(
          marked.some(([from]) => from === start),
          `underlined is ${JSON.stringify(marked)}, not ${start}`,
        );
    });
  after(async () => {
    if (process.env['UPDATE']) await writeFile(GOLDEN, `${written.join('\n\n')}\n`);
  });
});
