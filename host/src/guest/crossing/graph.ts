import type { Source, Wire } from '../../../../server/src/binary/composition.ts';
import { loadProgram, THEN, type Exports } from '../../engine/instantiate.ts';
import type { CoreModules } from '../../engine/modules.ts';
import type { WorldFunction, WorldFunctions } from '../../inspect/world-functions.ts';
import { camelCase } from '../../inspect/script-names.ts';
import type { Imports } from '../../wasi/imports.ts';
import { loadScript, type GuestScript } from '../script/load-script.ts';
import { HOST } from './crossing.ts';
import type { MadeParts } from './call-export.ts';
import type { Crossings } from './crossings.ts';
import { wrapFunction, wrapInterface } from './wrap-interface.ts';

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
  /** Runs in place of the component. */
  readonly plain?: GuestScript;
}

type Items = Record<string, unknown>;

/** As `loadProgram`, for a graph: its instances are made anew with each call. */
export async function loadGraph(
  { parts, exports }: Graph,
  crossings: Crossings,
  /** Gets the instances of each start, which grow while it goes on. */
  starting: (made: MadeParts) => void = () => {},
): Promise<(wasi: Imports) => Promise<Exports>> {
  const programs = await Promise.all(parts.map(async (part) => ({ ...part, program: await loadPart(part) })));
  return async (wasi) => {
    const made: Items[] = [];
    starting(made);
    const find = (source: Source): unknown => {
      if (source.kind === 'import') return (wasi[source.name] ?? wasi[unversioned(source.name)]) as unknown;
      if (source.kind === 'export') return made[source.part]?.[source.name];
      return Object.assign({}, ...source.items.map((item) => membersOf(item, find(item.source)))) as object;
    };
    for (const { name, program, imports, functions } of programs) {
      const own = importsOf(imports, functions.imports, find, crossings);
      // Not copied: an interface of WASI may be made when it is asked for first.
      Object.setPrototypeOf(own, wasi);
      made.push(wrapExports(await program(own), functions.exports, name, crossings));
    }
    return Object.assign({}, ...exports.map((wire) => membersOf(wire, find(wire.source)))) as Exports;
  };
}

const loadPart = async ({ plain, script, modules }: GraphPart) =>
  plain ? loadScript(plain) : loadProgram(script, modules);

/** What a part imports, by the names that its script asks for: some with a version, most without. */
function importsOf(
  wires: readonly Wire[],
  functions: readonly WorldFunction[],
  find: (source: Source) => unknown,
  crossings: Crossings,
): Record<string, object> {
  return Object.fromEntries(
    wires.flatMap(({ name, source }) => {
      const found = find(source) as object | undefined;
      if (found === undefined) return [];
      const own = functions.filter((fn) => fn.interface === name);
      const given = source.kind === 'import' ? wrapInterface(found, own, HOST, crossings) : found;
      return [name, unversioned(name)].map((key) => [key, given] as const);
    }),
  );
}

/** By their names in WIT, with the calls of their functions observed. */
function wrapExports(
  exports: Exports,
  functions: readonly WorldFunction[],
  callee: string,
  crossings: Crossings,
): Items {
  const wrapped: Items = {};
  for (const fn of functions.filter((one) => one.interface === undefined))
    wrapped[fn.name] = wrapFunction(exports[keyOf(fn.name)], fn, callee, crossings);
  for (const name of new Set(functions.flatMap((fn) => fn.interface ?? []))) {
    const own = functions.filter((fn) => fn.interface === name);
    wrapped[name] = wrapInterface(interfaceOf(exports, name), own, callee, crossings);
  }
  return wrapped;
}

const keyOf = (name: string): string => (name === 'then' ? THEN : camelCase(name));

/** The bindings name an exported interface in full and by its last part. */
const interfaceOf = (exports: Exports, name: string): object =>
  (exports[name] ?? exports[shortName(name)] ?? {}) as object;

const shortName = (name: string): string => camelCase(unversioned(name).split('/').at(-1) ?? name);

/** An export as the bindings of a whole component have it. */
function membersOf({ name }: Wire, value: unknown): Items {
  if (typeof value === 'function') return { [keyOf(name)]: value };
  return { [name]: value, [shortName(name)]: value };
}

const unversioned = (name: string): string => name.replace(/@.*/, '');
