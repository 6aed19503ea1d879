import { extname } from 'node:path';

const ENDINGS: ReadonlySet<string> = new Set(['.toml', '.wac', '.yml', '.yaml']);

/** Whether a path of the command line names a plan, by its ending. */
export const isPlanPath = (path: string): boolean => ENDINGS.has(extname(path));
