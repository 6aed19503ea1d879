import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { compose } from '../../../../host/src/compose/compose.ts';
import { HostError } from '../../../../host/src/problem.ts';
import { Workspace } from '../../analysis/workspace.ts';
import { jobs } from '../../node/composer/jobs.ts';
import { nodeFileSystem } from '../../node/file-system.ts';
import { codeActions } from '../code-actions/code-actions.ts';
import { planFindings } from './diagnostics.ts';
import { FILES, type Mistake, MISTAKES } from './testing/mistakes.ts';

const folder = await mkdtemp(join(tmpdir(), 'plan-mistakes-'));
const GOLDEN = fileURLToPath(new URL('testing/mistakes.txt', import.meta.url));

before(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    const contents = path.endsWith('.wasm') ? await parse(text) : text;
    for (const place of [path, join('deps/deps', path)]) {
      await mkdir(dirname(join(folder, place)), { recursive: true });
      await writeFile(join(folder, place), contents);
    }
  }
});
after(() => rm(folder, { recursive: true }));

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
  const uri = String(pathToFileURL(join(folder, mistake.file)));
  const workspace = new Workspace(nodeFileSystem, undefined, undefined, undefined, jobs);
  const settled = async (): Promise<void> => {
    for (let before = -1; before !== workspace.revision;) {
      before = workspace.revision;
      workspace.snapshot().composition(uri);
      await workspace.compositions.settled();
    }
  };
  workspace.open(uri, text, 1);
  await settled();
  const found = planFindings(workspace.snapshot(), uri);
  const actions = codeActions(
    workspace.snapshot(),
    uri,
    { start: 0, end: text.length },
    (kind) => kind === 'quickfix',
  );
  const fixes: string[] = [];
  for (const { title, edits } of actions) {
    const mended = edits.reduce(
      (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
      text,
    );
    workspace.open(uri, mended, 2);
    await settled();
    const left = planFindings(workspace.snapshot(), uri).map(({ finding }) => finding.code);
    fixes.push(left.length === 0 ? title : `${title} (then ${left.join(', ')})`);
  }
  return { found, fixes };
}

/** In the terminal, as composing reports it. */
async function inTerminal(mistake: Mistake): Promise<readonly Shown[]> {
  const plan = join(folder, mistake.file);
  await writeFile(plan, plain(mistake));
  try {
    const build = (path: string): Promise<string> => Promise.reject(new Error(`unexpected build of ${path}`));
    await compose({ plan, out: join(folder, 'out.wasm') }, { build, signal: new AbortController().signal });
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
    .replaceAll(String(pathToFileURL(folder)), '.')
    .replaceAll(folder, '.'),
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
      assert.ok(golden.includes(`${entry}\n`) || process.env['UPDATE'], entry);
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
