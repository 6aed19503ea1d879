import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { compile } from '../engine/modules.ts';
import { loadProgram, type Exports } from '../engine/instantiate.ts';
import { scriptOf } from '../engine/transpile.ts';
import { HostError } from '../problem.ts';
import { safe, camelCase } from '../inspect/script-names.ts';
import type { Stdio } from '../wasi/cli.ts';
import type { ThreadNetwork } from '../guest/http/network-thread.ts';
import { wasiImports, type Imports } from '../wasi/imports.ts';
import { exported, toGuest } from './membrane.ts';
import type { Debuggee, DebugInstance } from './protocol.ts';

/** Makes every instance, each with the exports of those it is wired to; gives their exports in that order. */
export async function link(
  { instances, wires, grants }: Debuggee,
  stdio: Stdio,
  ways: Partial<ThreadNetwork> = {},
): Promise<Exports[]> {
  const made = new Map<string, Exports>();
  for (const instance of instances) {
    const imports: Record<string, object> = {
      ...wasiImports(grants, stdio, undefined, ways),
    };
    for (const wire of wires.filter(({ to }) => to === instance.name)) {
      imports[unversioned(wire.interface)] = exportOf(made.get(wire.from) ?? {}, wire.interface);
    }
    made.set(instance.name, await make(instance, imports));
  }
  return [...made.values()];
}

const unversioned = (name: string): string => name.replace(/@.*/, '');

/** jco names an exported interface in full and by its last part; a module exports it by that part. */
function exportOf(exports: Exports, name: string): object {
  const short = camelCase(unversioned(name).split('/').at(-1) ?? name);
  return (exports[name] ?? exports[short] ?? {}) as object;
}

async function make(instance: DebugInstance, imports: Imports): Promise<Exports> {
  if (instance.kind === 'module')
    return evaluate(instance.file, await readFile(instance.file, 'utf8'), imports);
  const { transpiled } = instance;
  const program = await loadProgram(scriptOf(transpiled), await compile(transpiled));
  return program(imports);
}

/**
 * Globals of Node.js that a component lacks. They are hidden so that a debugged source does not come to depend
 * on them; this is no sandbox, since globalThis still has them.
 */
const HIDDEN = ['process', 'Buffer', 'fetch', 'WebSocket', 'global'];

/** Runs a CommonJS module whose `require` knows the imports of its world. */
function evaluate(file: string, code: string, imports: Imports): Exports {
  const module: { exports: Exports } = { exports: {} };
  const require = (name: string): unknown => {
    const found = imports[unversioned(name)];
    if (found) return toGuest(found);
    throw new HostError({ code: 'missing-import', message: `nothing in the composition provides ${name}` });
  };
  const functions = functionsOf(imports);
  const hidden = HIDDEN.filter((name) => !functions.has(name));
  const parameters = ['require', 'module', 'exports', ...functions.keys(), ...hidden].join(', ');
  // A script, not a compiled function: before a script runs V8 notifies the debugger, which binds its breakpoints.
  const script = new vm.Script(`(function (${parameters}) {${code}\n})`, { filename: file });
  const run = script.runInThisContext() as (...scope: unknown[]) => void;
  run(require, module, module.exports, ...functions.values());
  return outside(module.exports);
}

/** The functions that the world itself imports, which the engine has as globals. */
function functionsOf(imports: Imports): Map<string, unknown> {
  const functions = Object.entries(imports).filter(([, value]) => typeof value === 'function');
  const globals = functions.map(([name, value]) => [camelCase(name), toGuest(value)] as const);
  const isFree = (name: string) => safe(name) === name && !['require', 'module', 'exports'].includes(name);
  return new Map(globals.filter(([name]) => isFree(name)));
}

/** The module's exports as the bindings have them: functions, and interfaces as objects of functions. */
function outside(exports: Exports): Exports {
  const wrap = (value: unknown): unknown => {
    // A class is a resource, and is handed on as it is.
    if (typeof value === 'function') {
      return /^class\b/.test(Function.prototype.toString.call(value)) ? value : exported(value as never);
    }
    return typeof value === 'object' && value !== null ? outside(value as Exports) : value;
  };
  return Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, wrap(value)]));
}
