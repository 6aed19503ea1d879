/**
 * The program of the resident host. It reads the command lines of runs itself, so that the process that was called
 * has nothing to load for that.
 */
import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { ResidentCommand, ResidentRun } from '../../host/src/resident/frames.ts';
import { listen } from '../../host/src/resident/listen.ts';
import type { Caller } from './caller.ts';
import { readInvoke } from './commands/invoke.ts';
import { readRun } from './commands/run.ts';
import { storage } from './context.ts';
import type { RunRequest } from './run-component.ts';

type Reader = (args: readonly string[], caller: Caller) => RunRequest | undefined;
const READERS: Readonly<Record<string, Reader>> = {
  run: readRun,
  invoke: (args, caller) => {
    const request = readInvoke(args, caller);
    // Without a call it is a list of calls.
    return request.params.invoke === undefined ? undefined : request;
  },
};

/** @returns undefined if the command itself has to do it: build the component first, or report an error */
function read({ name, args, ...caller }: ResidentCommand): ResidentRun | undefined {
  let request: RunRequest | undefined;
  try {
    request = READERS[name]?.(args, caller);
  } catch {
    return undefined;
  }
  if (request === undefined || request.params.trace !== undefined) return undefined;
  const component = resolve(caller.cwd, request.component);
  if (!isBuilt(component)) return undefined;
  return { params: { ...request.params, component }, storage: storage(caller.env), project: caller.cwd };
}

const isBuilt = (path: string): boolean =>
  !['.toml', '.wac'].includes(extname(path)) &&
  (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);

listen(process.argv[2]!, read);
