import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type PlanSource,
  planSource,
  unreadablePlan,
} from '../../../../server/src/compositions/plan-source.ts';
import { reasonOf } from '../../base/file-problem.ts';
import type { SourceLocation } from '../../protocol.ts';

/**
 * @param at where another plan names the file
 * @throws HostError `plan-unreadable`
 */
export async function readPlanSource(file: string, at?: SourceLocation): Promise<PlanSource> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadablePlan(file, error.code === 'ENOENT' ? 'there is no such file' : reasonOf(error), at);
  });
  return planSource(file, text, (path) => resolve(dirname(file), path), existsSync);
}
