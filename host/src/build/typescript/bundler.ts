import childProcess from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild-wasm';
import { program } from '../../programs.ts';

/**
 * Loads `build` of esbuild, whose service runs on the Node.js of this process and by `bundler-process.ts`. The package
 * itself starts `node`, which need not be on the path: an editor brings its own.
 */
export async function bundler(): Promise<typeof Esbuild.build> {
  const esbuild = await import('esbuild-wasm');
  return ((options) => withOwnNode(() => esbuild.build(options))) as typeof Esbuild.build;
}

/** The package starts its service before `build` returns, so nothing else meets the other `spawn`. */
function withOwnNode<T>(start: () => T): T {
  const { spawn } = childProcess;
  const own = (_: string, args: readonly string[], options: childProcess.SpawnOptions) =>
    spawn(process.execPath, [fileURLToPath(program('bundler')), ...args], options);
  Object.assign(childProcess, { spawn: own });
  try {
    return start();
  } finally {
    Object.assign(childProcess, { spawn });
  }
}
