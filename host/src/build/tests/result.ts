import type { TestResult } from '../../protocol.ts';

/** Reads the results of tests in what their runner printed. */
export type ReadResults = (output: string, options: ReadOptions) => TestResult[];

export interface ReadOptions {
  /** The component's folder. */
  readonly folder: string;
  /** Paths of the files with tests, relative to the folder; where the runner prints the names of files alone. */
  readonly files?: readonly string[];
}

/** Without empty lines at its start and end. */
export const trimmed = (text: string): string => text.replace(/^\s*\n|\s+$/g, '');
