import { readFileSync } from 'node:fs';

/** Processes whose parent is this one, or `parent`, by their number; Linux. */
export function children(parent = process.pid): number[] {
  const text = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
