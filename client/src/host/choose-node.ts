import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A Node that can run the component host. */
export interface NodeRuntime {
  readonly command: string;
  /** `major.minor.patch` */
  readonly version: string;
  /** The environment that makes the process behave as Node.js. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The Node of the setting; without one, the newer of `node` on the path and the editor's own. Newer is
 * better because WASI 0.3 and several memories in one module need a recent V8.
 *
 * @param configured the setting `wit.host.node`, empty when unset
 * @returns undefined when the configured Node does not start
 */
export async function chooseNode(configured: string, own: NodeRuntime): Promise<NodeRuntime | undefined> {
  if (configured !== '') return probe(configured);
  const onPath = await probe('node');
  return onPath && compareVersions(onPath.version, own.version) > 0 ? onPath : own;
}

/** The Node.js that runs this code: Node.js itself, or an editor that becomes it by an environment variable. */
export function editorsOwnNode(): NodeRuntime {
  const env: Record<string, string> = process.versions['electron'] ? { ELECTRON_RUN_AS_NODE: '1' } : {};
  return { command: process.execPath, version: process.versions.node, env };
}

async function probe(command: string): Promise<NodeRuntime | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: 5_000 });
    const version = /^v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { command, version, env: {} };
  } catch {
    return undefined;
  }
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
