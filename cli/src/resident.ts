/**
 * The program of the resident host. It reads the command lines of runs itself, so that the process that was called
 * has nothing to load for that.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { printMessage } from '../../host/src/guest/streams/output.ts';
import { runOf, type ResidentTask } from '../../host/src/resident/serve-connection.ts';
import type { ResidentCommand } from '../../host/src/resident/frames.ts';
import { listen } from '../../host/src/resident/listen.ts';
import type { Caller } from './caller.ts';
import { readInvoke } from './commands/invoke.ts';
import { readRun } from './commands/run.ts';
import { readServe } from './commands/serve.ts';
import { isPlanPath } from './plan-path.ts';
import { storage } from './storage.ts';
import type { RunRequest } from './run-component.ts';
import { serveComponent, type ServeRequest } from './serving/serve-component.ts';

type Reader = (args: readonly string[], caller: Caller) => ResidentTask | undefined;
const READERS: Readonly<Record<string, Reader>> = {
  run: (args, caller) => runTask(readRun(args, caller), caller),
  invoke: (args, caller) => {
    const request = readInvoke(args, caller);
    // Without a call it is a list of calls.
    return request.params.invoke === undefined ? undefined : runTask(request, caller);
  },
  serve: (args, caller) => serveTask(readServe(args, caller), caller),
};

/** @returns undefined if the command itself has to do it: build the component first, or report an error */
function read({ name, args, ...caller }: ResidentCommand): ResidentTask | undefined {
  try {
    return READERS[name]?.(args, caller);
  } catch {
    return undefined;
  }
}

function runTask({ component: path, params }: RunRequest, { cwd, env }: Caller): ResidentTask | undefined {
  const component = builtAt(resolve(cwd, path));
  if (component === undefined || params.trace !== undefined) return undefined;
  return runOf({ params: { ...params, component }, storage: storage(env), project: cwd });
}

function serveTask(request: ServeRequest, caller: Caller): ResidentTask | undefined {
  const component = builtAt(resolve(caller.cwd, request.component));
  if (component === undefined || request.params.trace !== undefined) return undefined;
  const own = { storage: storage(caller.env), project: caller.cwd };
  return {
    async run({ interrupted, stdin: _, ...held }) {
      const report = (text: string): void => void printMessage(held.output, text);
      const context = { ...held, ...own };
      const exitCode = await serveComponent(
        { ...request, component },
        { caller, context, interrupted, report },
      );
      return { exitCode };
    },
    prepare: ({ prepared }) => prepared.prepare({ ...request.params, component }, own),
  };
}

/** The path itself where it is a file that needs no building or composing. */
const builtAt = (path: string): string | undefined =>
  !isPlanPath(path) && statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined;

listen(process.argv[2]!, read);
