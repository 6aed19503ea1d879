/**
 * The memory, files and threads of a process, as /proc reports them, and the handles of a Node.js that reports its own.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface ProcessResources {
  readonly megabytes: number;
  /** The most that it had at once. */
  readonly peak: number;
  readonly files: number;
  readonly threads: number;
  readonly children: number;
  /** By kind, if requested. */
  readonly handles?: Readonly<Record<string, number>>;
}

/** Arguments of Node by which a process collects its garbage and writes its active handles to a file on SIGUSR2. */
export function reportHandles(file: string): string[] {
  const program = `import { renameSync, writeFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    const file = ${JSON.stringify(file)};
    if (isMainThread) process.on('SIGUSR2', () => {
      globalThis.gc();
      writeFileSync(file + '.draft', JSON.stringify(process.getActiveResourcesInfo()));
      renameSync(file + '.draft', file);
    });`;
  return ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(program)}`];
}

/** @param report the file that the process writes its handles to */
export async function resourcesOf(pid: number, report?: string): Promise<ProcessResources> {
  const handles = report === undefined ? undefined : counted(await askHandles(pid, report));
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const figure = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return {
    megabytes: figure('VmRSS') / 1024,
    peak: figure('VmHWM') / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
    threads: figure('Threads'),
    children: children.length,
    ...(handles && { handles }),
  };
}

async function askHandles(pid: number, report: string): Promise<string[]> {
  rmSync(report, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    await wait(50);
    try {
      return JSON.parse(readFileSync(report, 'utf8')) as string[];
    } catch {
      // It is not written yet.
    }
  }
}

function counted(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

export function printHoldings(
  what: string,
  { megabytes, peak, files, threads, children, handles }: ProcessResources,
): void {
  const figures = `${megabytes.toFixed(1)} MB (at most ${peak.toFixed(1)}), ${files} files, ${threads} threads, ${children} children`;
  console.log(`${what}: ${figures}${handles ? `, handles ${JSON.stringify(handles)}` : ''}`);
}
