import { fileURLToPath } from 'node:url';
import { runCompiled } from './compiled.ts';
import { raiseOptimizationThreshold } from './optimization-threshold.ts';
import { limitYoungGeneration } from './young-generation.ts';
import type * as ServerModule from './server.ts';

type Server = typeof ServerModule;

/** The server is a bundle of its own, so that it is compiled once and not at each start. */
export async function loadServer(): Promise<Server> {
  raiseOptimizationThreshold();
  limitYoungGeneration();
  if (import.meta.url.endsWith('.ts')) return import('./server.ts');
  // Beside the server's program and beside the command's alike.
  return runCompiled(fileURLToPath(new URL('../server/server.cjs', import.meta.url))) as Server;
}
