import { dirname } from 'node:path';
import type { Watch } from '../../host/component-host.ts';
import { problemOf } from '../../host/problem-error.ts';
import type { Studio } from '../../studio.ts';
import { isPlan } from '../../targets/choose.ts';
import { sourcesOf } from '../../targets/sources-of.ts';
import { buildFolder } from '../build/build.ts';
import { composePlan } from '../build/compose.ts';

/** A component as its sources are now. */
export interface Runnable {
  readonly component: string;
  /** Folders whose files it is made from, and other such files. */
  readonly folders: readonly string[];
}

/**
 * Composes a plan, builds a folder, and builds a component again whose sources are in the workspace.
 *
 * @param subject the path of a plan, of a component or of a component's folder
 * @throws the host's problem
 */
export async function prepareRunnable(studio: Studio, subject: string, watch: Watch): Promise<Runnable> {
  if (isPlan(subject)) {
    const { component, folders, files, instances } = await composePlan(studio, subject, watch);
    const parts = instances.map((instance) => instance.component);
    return { component, folders: [dirname(subject), ...folders, ...files, ...parts] };
  }
  if (!subject.endsWith('.wasm')) {
    const { component } = await buildFolder(studio, subject, watch);
    return { component, folders: [subject] };
  }
  const folder = await sourcesOf(studio.languageServer, subject);
  if (folder === undefined) return { component: subject, folders: [subject] };
  await buildFolder(studio, folder, watch).catch((error: unknown) => {
    // An existing build can run without the tools that made it.
    if (!NO_TOOLS.includes(problemOf(error).code)) throw error;
  });
  return { component: subject, folders: [folder] };
}

const NO_TOOLS = ['rust-missing', 'go-missing', 'c-missing', 'python-missing'];
