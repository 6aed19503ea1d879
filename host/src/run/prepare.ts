import { compile } from '../engine/modules.ts';
import { transpile, type TranspiledManifest } from '../engine/transpile.ts';
import { HostError } from '../problem.ts';
import type { Grants } from '../protocol.ts';
import { wasiImports } from '../wasi/imports.ts';
import { readySource } from '../wasi/io.ts';
import type { GuestTask } from './task.ts';

/** Everything a guest's thread needs but its job, and what the component exports. */
export type Prepared = Pick<GuestTask, 'script' | 'modules' | 'grants'> & Pick<TranspiledManifest, 'exports'>;

/** @throws HostError when the component cannot be read, or asks for what nobody provides */
export async function prepare(component: string, grants: Grants, storage: string): Promise<Prepared> {
  const transpiled = await transpile(component, storage);
  refuseUnknownImports(component, transpiled.manifest.imports);
  const { script, manifest } = transpiled;
  return { script, modules: await compile(transpiled), grants, exports: manifest.exports };
}

const NO_STDIO = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

function refuseUnknownImports(component: string, imports: readonly string[]): void {
  const known = wasiImports({}, NO_STDIO);
  const missing = imports.filter((name) => !(name in known));
  if (missing.length === 0) return;
  throw new HostError({
    code: 'missing-import',
    message: `${component} imports ${missing.join(', ')}, which nothing provides`,
    help: missing.every((name) => name.startsWith('wasi:'))
      ? 'The host does not have this part of WASI yet.'
      : 'Compose it with a component that exports this, and run the composition.',
  });
}
