/**
 * How the core modules of a component become one instance: what wit-component writes for one world, where no
 * component with code is inside and the handler of requests is exported. Anything else is `Unlinkable`.
 */
import { sectionsOf } from '../../../../../server/src/binary/sections.ts';
import { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import { externName, TypeSpace, type FunctionType, type TypeEntry } from './component-types.ts';
import { renamedBy, Section, Sort } from './renaming.ts';
import { Unlinkable } from '../unlinkable.ts';

export interface Wiring {
  /** The contents of the sections of core modules. */
  readonly modules: readonly Uint8Array[];
  /** In the order in which they are made. */
  readonly instances: readonly CoreInstance[];
  /** `handle` of wasi:http/incoming-handler, with the resources of its two parameters. */
  readonly handler: ExportedHandler;
}

export interface ExportedHandler {
  readonly core: CoreItem;
  readonly postReturn: CoreItem | undefined;
  readonly resources: readonly [request: string, out: string];
}

export type CoreInstance =
  | {
      readonly kind: 'module';
      readonly module: number;
      readonly args: readonly (readonly [string, number])[];
    }
  | { readonly kind: 'items'; readonly items: readonly (readonly [string, CoreItem])[] };

/** A function, table, memory or global of core WebAssembly. */
export type CoreItem =
  | { readonly kind: 'export'; readonly instance: number; readonly name: string }
  | { readonly kind: 'lower'; readonly function: ImportedFunction; readonly options: Options }
  | { readonly kind: 'drop'; readonly resource: string };

/** A function of the host, as `[method]fields.append` of `wasi:http/types@0.2.0`. */
export interface ImportedFunction {
  readonly interface: string;
  readonly name: string;
  readonly type: FunctionType;
}

export interface Options {
  readonly memory?: CoreItem;
  readonly realloc?: CoreItem;
  /** Called behind an exported function. */
  readonly postReturn?: CoreItem;
}

type FunctionEntry =
  | ({ readonly kind: 'import' } & ImportedFunction)
  | {
      readonly kind: 'lift';
      readonly core: CoreItem;
      readonly options: Options;
      readonly type: FunctionType;
    };

type InstanceEntry =
  | { readonly kind: 'import'; readonly name: string; readonly exports: ReadonlyMap<string, TypeEntry> }
  | { readonly kind: 'items'; readonly items: ReadonlyMap<string, FunctionEntry> };

const HANDLER = /^wasi:http\/incoming-handler@0\.2\.\d+$/;

/** @throws Unlinkable or RangeError */
export function readWiring(component: Uint8Array): Wiring {
  const reader = new Reader();
  for (const { id, contents } of sectionsOf(component)) reader.section(id, contents);
  return reader.wiring();
}

class Reader {
  readonly #types = new TypeSpace();
  readonly #modules: Uint8Array[] = [];
  readonly #coreInstances: CoreInstance[] = [];
  /** By sort of core item: functions, tables, memories, globals, and what else there is. */
  readonly #core: CoreItem[][] = [[], [], [], [], []];
  readonly #components: Uint8Array[] = [];
  readonly #functions: FunctionEntry[] = [];
  readonly #instances: InstanceEntry[] = [];
  readonly #exports = new Map<string, InstanceEntry>();

  section(id: number, contents: Uint8Array): void {
    if (id === Section.custom) return;
    if (id === Section.coreModule) return void this.#modules.push(contents);
    if (id === Section.component) return void this.#components.push(contents);
    const words = new BinaryReader(contents);
    const read = this.#reader(id, words);
    words.list(read);
  }

  #reader(id: number, words: BinaryReader): () => void {
    switch (id) {
      case Section.coreInstance:
        return () => void this.#coreInstances.push(this.#coreInstance(words));
      case Section.instance:
        return () => void this.#instances.push(this.#instance(words));
      case Section.alias:
        return () => this.#alias(words);
      case Section.type:
        return () => this.#types.define(words);
      case Section.canon:
        return () => this.#canon(words);
      case Section.import:
        return () => this.#import(words);
      case Section.export:
        return () => this.#export(words);
      default:
        return Unlinkable.because('it has a section of an unknown kind');
    }
  }

  wiring(): Wiring {
    const [, exported] = [...this.#exports].find(([name]) => HANDLER.test(name)) ?? [];
    const handle = exported?.kind === 'items' ? exported.items.get('handle') : undefined;
    if (handle?.kind !== 'lift') Unlinkable.because('it exports no handler of requests of WASI 0.2');
    const { params, result } = handle.type;
    const [request, out] = params;
    if (params.length !== 2 || request?.kind !== 'own' || out?.kind !== 'own' || result)
      Unlinkable.because('its handler has another type');
    return {
      modules: this.#modules,
      instances: this.#coreInstances,
      handler: {
        core: handle.core,
        postReturn: handle.options.postReturn,
        resources: [request.resource, out.resource],
      },
    };
  }

  #coreInstance(words: BinaryReader): CoreInstance {
    if (words.byte() === 0) {
      const module = words.number();
      const args = words.list(() => {
        const name = words.name();
        if (words.byte() !== 0x12) Unlinkable.because('a core module gets something else than instances');
        return [name, words.number()] as const;
      });
      return { kind: 'module', module, args };
    }
    return {
      kind: 'items',
      items: words.list(() => [words.name(), this.#coreItem(words.byte(), words.number())] as const),
    };
  }

  #coreItem(sort: number, index: number): CoreItem {
    return this.#core[sort]?.[index] ?? Unlinkable.because('it has a core item of an unknown kind');
  }

  #instance(words: BinaryReader): InstanceEntry {
    if (words.byte() === 0) {
      const component = this.#components[words.number()] ?? Unlinkable.because('a component is passed on');
      const args = words.list(() => [words.name(), words.byte(), words.number()] as const);
      const functions = args.filter(([, sort]) => sort === Sort.func);
      return {
        kind: 'items',
        items: renamedBy(
          component,
          new Map(functions.map(([name, , index]) => [name, this.#function(index)])),
        ),
      };
    }
    const items = words.list(() => [externName(words), words.byte(), words.number()] as const);
    const functions = items.filter(([, sort]) => sort === Sort.func);
    return { kind: 'items', items: new Map(functions.map(([name, , at]) => [name, this.#function(at)])) };
  }

  #function(index: number): FunctionEntry {
    return this.#functions[index] ?? Unlinkable.because('it has a function of an unknown kind');
  }

  #alias(words: BinaryReader): void {
    const sort = words.byte();
    const coreSort = sort === Sort.core ? words.byte() : undefined;
    const kind = words.byte();
    if (kind === 1 && coreSort !== undefined) {
      const item = { kind: 'export', instance: words.number(), name: words.name() } as const;
      return void (this.#core[coreSort] ?? Unlinkable.because('an alias of an unknown kind')).push(item);
    }
    if (kind !== 0) Unlinkable.because('it has an alias of something around it');
    const instance = this.#instances[words.number()];
    const name = words.name();
    if (instance?.kind === 'import') return this.#aliasImport(sort, instance, name);
    const item = sort === Sort.func ? instance?.items.get(name) : undefined;
    this.#functions.push(item ?? Unlinkable.because('it has an alias of an unknown kind'));
  }

  #aliasImport(
    sort: number,
    { name: owner, exports }: InstanceEntry & { kind: 'import' },
    name: string,
  ): void {
    const entry = exports.get(name);
    if (sort === Sort.type) this.#types.add(entry);
    else if (sort === Sort.func && entry?.kind === 'function')
      this.#functions.push({ kind: 'import', interface: owner, name, type: entry.type });
    else Unlinkable.because('it has an alias of an unknown kind');
  }

  #import(words: BinaryReader): void {
    const name = externName(words);
    const sort = words.byte();
    // A type that a world uses is one that an interface has.
    if (sort === Sort.type && words.byte() === 0) return this.#types.add(this.#types.at(words.number()));
    if (sort !== Sort.instance) Unlinkable.because('it imports something else than interfaces');
    const index = words.number();
    const type = this.#types.at(index);
    if (type.kind !== 'instance') Unlinkable.because('it imports something else than interfaces');
    // Two imports of one type have distinct resources, which their names would not distinguish.
    this.#types.entries[index] = undefined;
    this.#instances.push({ kind: 'import', name, exports: type.exports });
  }

  #export(words: BinaryReader): void {
    const name = externName(words);
    const sort = words.byte();
    const index = words.number();
    if (words.byte() === 1) Unlinkable.because('an export has a type beside it');
    if (sort === Sort.type) return this.#types.add(this.#types.entries[index]);
    if (sort === Sort.func) return void this.#functions.push(this.#function(index));
    const instance = sort === Sort.instance ? this.#instances[index] : undefined;
    if (!instance) Unlinkable.because('it exports something of an unknown kind');
    this.#instances.push(instance);
    this.#exports.set(name, instance);
  }

  #canon(words: BinaryReader): void {
    const kind = words.byte();
    const functions = this.#core[0]!;
    if (kind === 3)
      return void functions.push({ kind: 'drop', resource: this.#types.resourceAt(words.number()) });
    if (kind > 1 || words.byte() !== 0) Unlinkable.because('it uses a built-in of an unknown kind');
    const index = words.number();
    const options = this.#options(words);
    if (kind === 0) {
      const type = this.#types.functionAt(words.number());
      return void this.#functions.push({ kind: 'lift', core: this.#coreItem(0, index), options, type });
    }
    const imported = this.#function(index);
    if (imported.kind !== 'import') Unlinkable.because('it lowers a function of its own');
    functions.push({ kind: 'lower', function: imported, options });
  }

  #options(words: BinaryReader): Options {
    const options: { -readonly [key in keyof Options]: Options[key] } = {};
    words.list(() => {
      const kind = words.byte();
      if (kind === 3) options.memory = this.#coreItem(2, words.number());
      else if (kind === 4) options.realloc = this.#coreItem(0, words.number());
      else if (kind === 5) options.postReturn = this.#coreItem(0, words.number());
      else if (kind !== 0) Unlinkable.because('it has text in another encoding, or is asynchronous');
    });
    return options;
  }
}
