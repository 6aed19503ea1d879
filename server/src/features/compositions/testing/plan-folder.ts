import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { Workspace } from '../../../analysis/workspace.ts';
import { jobs } from '../../../node/composer/jobs.ts';
import { nodeFileSystem } from '../../../node/file-system.ts';

/** A temporary folder with components for plans. */
export interface PlanFolder {
  readonly path: string;
  /** @param file relative to the folder */
  uriOf(file: string): string;
  /** @param text WAT for a file that ends with `.wasm` */
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function planFolder(): Promise<PlanFolder> {
  const path = await mkdtemp(join(tmpdir(), 'plans-'));
  return {
    path,
    uriOf: (file) => String(pathToFileURL(join(path, file))),
    async write(file, text) {
      await mkdir(dirname(join(path, file)), { recursive: true });
      await writeFile(join(path, file), file.endsWith('.wasm') ? await parse(text) : text);
    },
    remove: () => rm(path, { recursive: true }),
  };
}

/** A workspace with one plan open, after the toolkit has checked it. */
export async function openPlan(uri: string, text: string): Promise<Workspace> {
  const workspace = new Workspace(nodeFileSystem, undefined, undefined, undefined, jobs);
  workspace.open(uri, text, 1);
  await settle(workspace, uri);
  return workspace;
}

/** Waits until all checks of a plan are done. */
export async function settle(workspace: Workspace, uri: string): Promise<void> {
  for (let before = -1; before !== workspace.revision;) {
    before = workspace.revision;
    workspace.snapshot().composition(uri);
    await workspace.compositions.settled();
  }
}
