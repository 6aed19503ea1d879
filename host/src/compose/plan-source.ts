import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type PlanSource, planSource } from '../../../server/src/compositions/plan-source.ts';
import { HostError } from '../problem.ts';
import type { SourceLocation } from '../protocol.ts';

/**
 * @param at where another plan names the file
 * @throws HostError `plan-unreadable`
 */
export async function readPlanSource(file: string, at?: SourceLocation): Promise<PlanSource> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HostError({
      code: 'plan-unreadable',
      message: `${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
      help: 'Give the path of a composition.toml or of a .wac document.',
      ...(at && { at }),
    });
  });
  return planSource(file, text, (path) => resolve(dirname(file), path));
}
