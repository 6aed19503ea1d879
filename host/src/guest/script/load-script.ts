/**
 * A guest's TypeScript as a plain script of this thread, in place of the component that was built of it, so that V8
 * debugs it in its sources. It meets the bindings by the same names and values as in its component.
 */
import vm from 'node:vm';
import { consoleOn, type Stream } from '../../build/typescript/prelude/console.ts';
import type { Exports } from '../../engine/instantiate.ts';
import { camelCase, safe } from '../../inspect/script-names.ts';
import { HostError } from '../../base/problem.ts';
import type { Imports } from '../../wasi/imports.ts';
import { exported, toGuest } from './membrane.ts';
import { SURROUNDINGS } from './surroundings.ts';
import { unversioned } from '../../../../server/src/base/ids.ts';

export interface GuestScript {
  /** Its script id in V8. */
  readonly url: string;
  /** A CommonJS module. */
  readonly code: string;
}

/**
 * Globals of Node.js that a component lacks. They are hidden so that a debugged source does not come to depend
 * on them; this is no sandbox, since globalThis still has them.
 */
const HIDDEN = ['process', 'Buffer', 'fetch', 'WebSocket', 'global'];

/**
 * V8 keeps the variables that functions use, so that a debugger finds no others in a frame of one of them. This
 * function, which nobody calls, could use any.
 */
const KEEP_VARIABLES = "() => eval('');";

type Run = (...scope: unknown[]) => void;
type Callable = (...args: readonly unknown[]) => unknown;

const entries = new Map<string, readonly Callable[]>();

/** The functions by which a script is entered, of the instance that was made last. */
export const entriesOf = (url: string): readonly Callable[] => entries.get(url) ?? [];

/** Makes an instance with each call: a CommonJS module whose `require` knows the imports of its world. */
export function loadScript({ url, code }: GuestScript): (imports: Imports) => Exports {
  let compiled: Run | undefined;
  return (imports) => {
    const module: { exports: Exports } = { exports: {} };
    const require = (name: string): unknown => {
      const found = imports[unversioned(name)];
      if (found) return toGuest(found);
      throw new HostError({
        code: 'missing-import',
        message: `nothing in the composition provides ${name}`,
      });
    };
    const functions = functionsOf(imports);
    compiled ??= compile(url, code, [...functions.keys()]);
    compiled(require, module, module.exports, consoleOf(imports), ...functions.values());
    const found: Callable[] = [];
    const exported = outside(module.exports, found);
    entries.set(url, found);
    return exported;
  };
}

function compile(url: string, code: string, functions: readonly string[]): Run {
  const hidden = HIDDEN.filter((name) => !functions.includes(name));
  const parameters = [...SURROUNDINGS, ...functions, ...hidden].join(', ');
  // A script, not a compiled function: before a script runs V8 notifies the debugger, which binds its breakpoints.
  const script = new vm.Script(`(function (${parameters}) {${code}\n${KEEP_VARIABLES}})`, { filename: url });
  return script.runInThisContext() as Run;
}

/** That of the component: Node's own would write to the output of the guest's process, which nobody reads. */
function consoleOf(imports: Imports): ReturnType<typeof consoleOn> {
  const open = (name: string, member: string) => () =>
    (toGuest(imports[name]) as Readonly<Record<string, () => Stream>>)[member]!();
  return consoleOn(open('wasi:cli/stdout', 'getStdout'), open('wasi:cli/stderr', 'getStderr'));
}

/** The functions that the world itself imports, which the engine has as globals. */
function functionsOf(imports: Imports): Map<string, unknown> {
  const functions = Object.entries(imports).filter(([, value]) => typeof value === 'function');
  const globals = functions.map(([name, value]) => [camelCase(name), toGuest(value)] as const);
  const isFree = (name: string) => safe(name) === name && !SURROUNDINGS.includes(name);
  return new Map(globals.filter(([name]) => isFree(name)));
}

/**
 * The module's exports as the bindings have them: functions, and interfaces as objects of functions.
 * @param found gets the functions by which the module is entered
 */
function outside(exports: Exports, found: Callable[]): Exports {
  const wrap = (value: unknown): unknown => {
    if (typeof value !== 'function')
      return typeof value === 'object' && value !== null ? outside(value as Exports, found) : value;
    // A class is a resource, and is handed on as it is.
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    found.push(...(isClass ? methodsOf(value) : [value as Callable]));
    return isClass ? value : exported(value as Callable);
  };
  return Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, wrap(value)]));
}

function methodsOf(resource: object): Callable[] {
  const all = [resource, (resource as { prototype: object }).prototype].flatMap((owner) =>
    Object.values(Object.getOwnPropertyDescriptors(owner)),
  );
  return all.map(({ value }) => value as unknown).filter(isMethodOf(resource));
}

const isMethodOf =
  (resource: object) =>
  (value: unknown): value is Callable =>
    typeof value === 'function' && value !== resource;
