#!/usr/bin/env node
/**
 * The entry point of `wit-studio`: it passes runs to the resident host and loads the command for everything
 * else. It is a separate CommonJS bundle, because the cost of a short run is the code loaded here.
 */
import { join } from 'node:path';
import { unwritable } from '../../host/src/base/file-problem.ts';
import { residentAddress } from '../../host/src/resident/address.ts';
import { runInResident } from '../../host/src/resident/client.ts';
import { ownStreams } from '../../host/src/resident/own-streams.ts';
import { makeFolder } from '../../server/src/node/make-folder.ts';
import { ownCaller, usesResident } from './caller.ts';
import { storage } from './storage.ts';

const [name = '', ...args] = process.argv.slice(2);

/** @returns the exit code; undefined when the command has to do it */
async function byResident(): Promise<number | undefined> {
  if (!['run', 'invoke', 'serve'].includes(name) || !usesResident()) return undefined;
  const address = residentAddress();
  if (address === undefined) return undefined;
  const request = { kind: 'command', name, args, ...ownCaller() } as const;
  const result = await runInResident(
    address,
    request,
    ownStreams,
    name === 'serve' ? onInterrupt : undefined,
  );
  if (result?.value !== undefined) await print(`${result.value}\n`);
  return result?.exitCode;
}

/** A server ends what it has begun. */
function onInterrupt(interrupted: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupted);
}

/** Its scripts are compiled once: Node.js 22 and newer can keep what V8 makes of them. */
async function loadCommand(): Promise<void> {
  const { enableCompileCache } = process.getBuiltinModule('node:module') as {
    enableCompileCache?: (folder: string) => unknown;
  };
  const folder = join(storage(), 'scripts');
  if (canMake(folder)) enableCompileCache?.(folder);
  await import('./main.ts');
}

/** Node.js makes it by itself, but never comes back where the file system has no folders to make. */
function canMake(folder: string): boolean {
  try {
    makeFolder(folder);
    return true;
  } catch {
    return false;
  }
}

/** A reader that leaves wants no more lines; whatever else keeps them from being written, as a full disk, has lost them. */
async function print(text: string): Promise<void> {
  try {
    await ownStreams.write('stdout', Buffer.from(text));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw unwritable('the output', error);
  }
}

byResident().then(
  async (exitCode) => {
    if (exitCode === undefined) await loadCommand();
    // All that the guest wrote has been written: nothing of this process has to end before it does.
    else process.exit(exitCode);
  },
  async (error: unknown) => {
    const { isOverdue, reportFailure } = await import('./output/failure.ts');
    process.exitCode = reportFailure(error);
    if (isOverdue(error)) process.stderr.write('', () => process.exit());
  },
);
