import { once } from '../../../../server/src/base/once.ts';
import type { Source, Wire } from '../../../../server/src/binary/composition.ts';
import { loadProgram, THEN, type Exports } from '../../engine/instantiate.ts';
import { linkProgram } from '../../engine/linked/program.ts';
import type { CoreModules } from '../../engine/modules.ts';
import type { WorldFunction, WorldFunctions } from '../../inspect/world-functions.ts';
import { camelCase } from '../../inspect/script-names.ts';
import type { Imports } from '../../wasi/imports.ts';
import { loadScript, type GuestScript } from '../script/load-script.ts';
import { HOST } from './crossing.ts';
import type { Crossings } from './crossings.ts';
import { wrapFunction, wrapInterface } from './wrap-interface.ts';
import { lastName, unversioned } from '../../../../server/src/base/ids.ts';

/** A component taken apart into the instances that it is composed of, so that calls between them can be observed. */
export interface Graph {
  /** Each behind those it imports from. */
  readonly parts: readonly GraphPart[];
  readonly exports: readonly Wire[];
  /** Whether its thread can be stopped; else its calls are recorded. */
  readonly debug: boolean;
  /** Whether an inspector may stop its thread in the code of guests. */
  readonly inspects: boolean;
}

export interface GraphPart {
  readonly name: string;
  readonly script: string;
  readonly modules: CoreModules;
  readonly imports: readonly Wire[];
  readonly functions: WorldFunctions;
  /** Present where the component is linked (engine/linked) in place of its script. */
  readonly outline?: Uint8Array;
  /** Runs in place of the component. */
  readonly plain?: GuestScript;
}

type Items = Record<string, unknown>;

/** Like `loadProgram`, for a graph: each call gets new instances, or reset ones. */
export async function loadGraph(
  { parts, exports }: Graph,
  crossings: Crossings,
  /** Gets the instances of each start, which are added while it runs. */
  starting: (made: MadeParts) => void = () => {},
): Promise<(wasi: Imports) => Promise<Exports>> {
  const programs = await Promise.all(
    parts.map(async (part) => ({
      name: part.name,
      isScript: part.plain !== undefined,
      program: await loadPart(part),
      imports: importsOf(part),
      exports: interfacesIn(part.functions.exports),
    })),
  );
  return async (wasi) => {
    const instances: Items[] = [];
    starting(instances);
    const find = (source: Source): unknown => {
      if (source.kind === 'import') return (wasi[source.name] ?? wasi[unversioned(source.name)]) as unknown;
      if (source.kind === 'export') return instances[source.part]?.[source.name];
      if (source.kind === 'function') return (find(source.of) as Items | undefined)?.[keysOf(source).free];
      return Object.assign({}, ...source.items.map((item) => membersOf(item, find(item.source)))) as object;
    };
    for (const { program, imports, exports: exported, name, isScript } of programs) {
      const own: Record<string, object> = {};
      for (const { names, source, functions } of imports) {
        const found = find(source) as object | undefined;
        if (found === undefined) continue;
        const met = source.kind === 'import' ? wrapInterface(found, functions, HOST, crossings) : found;
        // Bindings take a function as an interface that has nothing else, a script takes it as it is.
        const provided = typeof met === 'function' && !isScript ? { default: met } : met;
        for (const one of names) own[one] = provided;
      }
      // Not copied: an interface of WASI is created at its first use.
      Object.setPrototypeOf(own, wasi);
      instances.push(wrapExports(await program(own), exported, name, crossings));
    }
    return Object.assign({}, ...exports.map((wire) => membersOf(wire, find(wire.source)))) as Exports;
  };
}

function loadPart({ plain, outline, script, modules }: GraphPart) {
  if (plain) return loadScript(plain);
  return outline ? linkProgram(outline, modules) : loadProgram(script, modules);
}

interface Import {
  /** Its imports by name: some with a version, most without. */
  readonly names: readonly string[];
  readonly source: Source;
  readonly functions: readonly WorldFunction[];
}

const importsOf = ({ imports, functions }: GraphPart): Import[] =>
  imports.map(({ name, source }) => ({
    names: [name, unversioned(name)],
    source,
    functions: functions.imports.filter((fn) => fn.interface === name),
  }));

/** Functions by their interfaces; those of the world itself are apart. */
interface Interfaces {
  readonly own: readonly WorldFunction[];
  readonly all: readonly { readonly name: string; readonly functions: readonly WorldFunction[] }[];
}

function interfacesIn(functions: readonly WorldFunction[]): Interfaces {
  const names = [...new Set(functions.flatMap((fn) => fn.interface ?? []))];
  return {
    own: functions.filter((fn) => fn.interface === undefined),
    all: names.map((name) => ({ name, functions: functions.filter((fn) => fn.interface === name) })),
  };
}

/** By their names in WIT, with the calls of their functions observed. */
function wrapExports(
  exports: Exports,
  { own, all }: Interfaces,
  callee: string,
  crossings: Crossings,
): Items {
  const wrapped: Items = {};
  for (const fn of own) wrapped[fn.name] = wrapFunction(exports[keysOf(fn).free], fn, callee, crossings);
  for (const one of all) {
    // The bindings name an exported interface in full and by its last part.
    const members = (exports[one.name] ?? exports[keysOf(one).interface] ?? {}) as object;
    wrapped[one.name] = wrapInterface(members, one.functions, callee, crossings);
  }
  return wrapped;
}

/** By which the bindings of a component export something of this name. */
const keysOf = once(({ name }: { readonly name: string }) => ({
  free: name === 'then' ? THEN : camelCase(name),
  interface: camelCase(lastName(name)),
}));

/** An export as the bindings of a whole component have it. */
function membersOf(wire: Wire, value: unknown): Items {
  const keys = keysOf(wire);
  return typeof value === 'function'
    ? { [keys.free]: value }
    : { [wire.name]: value, [keys.interface]: value };
}

/** Exports of the parts as they are made, by their names in WIT. */
export type MadeParts = readonly Readonly<Record<string, unknown>>[];
