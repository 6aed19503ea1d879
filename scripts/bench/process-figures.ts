/** The resource usage of a process, as reported by Linux. */
import { readdirSync, readFileSync } from 'node:fs';

/** Bytes of resident memory. */
export function residentBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
}

/** Milliseconds that all threads of a process together have been on a processor. */
export function processorTime(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) => onProcessor(`/proc/${pid}/task/${thread}/schedstat`));
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** Nanoseconds. A thread may end while they are added up. */
function onProcessor(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}
