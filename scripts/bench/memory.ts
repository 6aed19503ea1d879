// The memory of a language server after checking a workspace.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LspClient } from './lsp-client.ts';
import { residentBytes } from './process-figures.ts';

/** Bytes. */
export interface Memory {
  /** Of the process, seconds after the check. */
  readonly resident: number;
  /** Of the process, behind a collection. */
  readonly residentCollected: number;
  /** Of JavaScript, behind a collection. */
  readonly heap: number;
}

/** How long after the check, in milliseconds. */
export const REST = 3000;

/** @param main the program of the server */
export async function memoryOf(main: string, folder: string, edited: string, cache: string): Promise<Memory> {
  const own = mkdtempSync(join(tmpdir(), 'wit-studio-memory-'));
  const report = join(own, 'report.json');
  const launch = { main, nodeArguments: reporting(report), env: { XDG_CACHE_HOME: cache } };
  const client = await LspClient.open(folder, edited, launch);
  if ((await client.diagnoseAll()) === 0) throw new Error('nothing was checked');
  await wait(REST);
  const resident = residentBytes(client.pid);
  process.kill(client.pid, 'SIGUSR2');
  while (!existsSync(report)) await wait(100);
  await wait(500);
  const { heapUsed, external } = JSON.parse(readFileSync(report, 'utf8')) as NodeJS.MemoryUsage;
  const residentCollected = residentBytes(client.pid);
  await client.close();
  rmSync(own, { recursive: true });
  return { resident, residentCollected, heap: heapUsed + external };
}

/** Arguments of Node.js for a process that collects its garbage and writes its memory usage to a file on SIGUSR2. */
function reporting(file: string): string[] {
  const program = `import { renameSync, writeFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    const file = ${JSON.stringify(file)};
    if (isMainThread) process.on('SIGUSR2', () => {
      globalThis.gc(); globalThis.gc();
      writeFileSync(file + '.draft', JSON.stringify(process.memoryUsage()));
      renameSync(file + '.draft', file);
    });`;
  return ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(program)}`];
}
