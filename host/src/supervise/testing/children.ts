import { readFileSync } from 'node:fs';

/** Processes whose parent is this one, by their number; Linux. */
export function children(): number[] {
  const text = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
