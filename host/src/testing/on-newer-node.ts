import { execFile } from 'node:child_process';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { hasJspi } from '../node/flags.ts';
import { newerNode } from './newer-node.ts';

/**
 * Declares tests that want a Node.js with JSPI and several memories. On an older one they are one test, which runs
 * its whole file with a newer one.
 */
export function onNewerNode(name: string, declare: () => void): void {
  if (hasJspi()) return declare();
  it(`${name}, on a newer Node.js`, { skip: newerNode.missing }, runFile);
}

/** Declares, on a Node.js without JSPI, one more test: the whole file with a newer one, where guests are suspended. */
export function alsoOnNewerNode(): void {
  onNewerNode('all of this file', () => {});
}

async function runFile(): Promise<void> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  try {
    await promisify(execFile)(newerNode.path, ['--enable-source-maps', process.argv[1]!], { env });
  } catch (error) {
    // The report of its tests.
    throw new Error((error as { readonly stdout: string }).stdout, { cause: error });
  }
}
