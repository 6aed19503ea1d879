import { readFile } from 'node:fs/promises';
import { compile } from '../../engine/modules.ts';
import { loadProgram, type Exports } from '../../engine/instantiate.ts';
import { scriptOf } from '../../engine/transpile.ts';
import { camelCase } from '../../inspect/script-names.ts';
import type { Stdio } from '../../wasi/cli.ts';
import type { ThreadNetwork } from '../../guest/http/network-thread.ts';
import { loadScript } from '../../guest/script/load-script.ts';
import { wasiImports, type Imports } from '../../wasi/imports.ts';
import type { Debuggee, DebugInstance } from './protocol.ts';

/** Makes every instance, each with the exports of those it is wired to; gives their exports in that order. */
export async function link(
  { instances, wires, grants }: Debuggee,
  stdio: Stdio,
  ways: Partial<ThreadNetwork> = {},
): Promise<Exports[]> {
  const exportsOf = new Map<string, Exports>();
  for (const instance of instances) {
    const imports: Record<string, object> = {
      ...wasiImports(grants, stdio, undefined, ways),
    };
    for (const wire of wires.filter(({ to }) => to === instance.name)) {
      imports[unversioned(wire.interface)] = exportOf(exportsOf.get(wire.from) ?? {}, wire.interface);
    }
    exportsOf.set(instance.name, await make(instance, imports));
  }
  return [...exportsOf.values()];
}

const unversioned = (name: string): string => name.replace(/@.*/, '');

/** jco names an exported interface in full and by its last part; a module exports it by that part. */
function exportOf(exports: Exports, name: string): object {
  const short = camelCase(unversioned(name).split('/').at(-1) ?? name);
  return (exports[name] ?? exports[short] ?? {}) as object;
}

async function make(instance: DebugInstance, imports: Imports): Promise<Exports> {
  if (instance.kind === 'module')
    return loadScript({ url: instance.file, code: await readFile(instance.file, 'utf8') })(imports);
  const { transpiled } = instance;
  const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
  return program(imports);
}
