import type { Imports } from '../../wasi/imports.ts';
import { suspendably, type Awaitable } from '../../wasi/wake.ts';
import { visible } from '../visible-calls.ts';
import { Handles } from './values/handles.ts';
import { importedCall } from './values/imported-call.ts';
import { requireInside, type Context, type Core } from './values/codec.ts';
import { loweringOf } from './values/lowering.ts';
import { MemoryView } from './values/memory-view.ts';
import { pageCountsIn, type PageCounts } from './state/state.ts';
import type { CoreItem, ImportedFunction, Options, Wiring } from './component/wiring.ts';

type CoreFunction = (...core: Core[]) => Core | undefined;
type Handler = (...core: Core[]) => Awaitable<unknown>;

/** Whether the instances of a component can be suspended while they wait: where there is JSPI, and none waits in its start function. */
export interface Suspension {
  isPossible: boolean;
}

/** A start function is on no stack that can be suspended. */
class WaitsInStart extends Error {}

/** An instance of a component whose core modules are joined here, with WASI beneath that can be exchanged. */
export class LinkedInstance {
  readonly #handles = new Handles();
  readonly #wiring: Wiring;
  readonly #modules: readonly WebAssembly.Module[];
  #made: WebAssembly.Exports[] = [];
  #pageCounts: PageCounts | undefined;
  /** Incremented when the core modules are instantiated again. */
  #generation = 0;
  readonly #items = new Map<CoreItem, unknown>();
  #imports: Imports;
  /** Whether the guest may not call the host: while a value is written into its memory, and in post-return. */
  #isEntered = false;
  #calls = 0;
  #handler: { readonly generation: number; readonly call: Handler } | undefined;
  readonly #suspension: Suspension;
  /** Whether the instance can be suspended. */
  #suspends: boolean;
  /** Whether the handler runs. */
  #isHandling = false;

  constructor(
    wiring: Wiring,
    modules: readonly WebAssembly.Module[],
    imports: Imports,
    suspension: Suspension,
  ) {
    this.#wiring = wiring;
    this.#modules = modules;
    this.#imports = imports;
    this.#suspension = suspension;
    this.#suspends = suspension.isPossible;
    this.#instantiate();
  }

  #instantiate(): void {
    try {
      this.#join();
    } catch (error) {
      if (!(error instanceof WaitsInStart)) throw error;
      this.#suspends = this.#suspension.isPossible = false;
      this.#items.clear();
      this.#made = [];
      this.#join();
    }
  }

  #join(): void {
    for (const one of this.#wiring.instances) {
      if (one.kind === 'items')
        this.#made.push(fromEntries(one.items.map(([name, item]) => [name, this.#item(item)])));
      else {
        const args = fromEntries(one.args.map(([name, index]) => [name, this.#made[index]]));
        const module = this.#modules[one.module]!;
        this.#made.push(visible.instantiate(module, args as WebAssembly.Imports).exports);
      }
    }
  }

  isOf(modules: readonly WebAssembly.Module[]): boolean {
    return this.#modules === modules;
  }

  /** All exports of its core instances. */
  get exports(): readonly WebAssembly.Exports[] {
    return this.#made;
  }

  /** The counts of pages of its memories, where they are counted. */
  get pageCounts(): PageCounts {
    return (this.#pageCounts ??= pageCountsIn(this.#made));
  }

  /** How often it has called the host so far. */
  get calls(): number {
    return this.#calls;
  }

  /** Starts again with new WASI imports: the former handles are invalid. The contents of memory are not checked. */
  renew(imports: Imports): void {
    this.#imports = imports;
    this.#handles.clear();
    this.#isEntered = false;
    this.#isHandling = false;
  }

  /** The same with new core instances, whose lowered imports and lifted exports are new, too. */
  restart(imports: Imports): void {
    this.renew(imports);
    this.#calls = 0;
    this.#made = [];
    this.#pageCounts = undefined;
    this.#generation++;
    this.#instantiate();
  }

  /** Calls the exported handler. Where there is JSPI, the guest is suspended while it waits. */
  async handle(request: object, out: object): Promise<void> {
    const { postReturn, resources } = this.#wiring.handler;
    const [first, second] = resources;
    const call = this.#findHandler();
    this.#isHandling = true;
    await call(this.#handles.add(first, request), this.#handles.add(second, out));
    this.#isHandling = false;
    if (!postReturn) return;
    this.#isEntered = true;
    visible.call(this.#item(postReturn) as CoreFunction)();
    this.#isEntered = false;
  }

  #findHandler(): Handler {
    if (this.#handler?.generation === this.#generation) return this.#handler.call;
    const core = this.#item(this.#wiring.handler.core) as CoreFunction;
    const call = visible.call<Core[], Awaitable<unknown>>(
      this.#suspends ? WebAssembly.promising(core) : core,
    );
    this.#handler = { generation: this.#generation, call };
    return call;
  }

  #item(item: CoreItem): unknown {
    if (item.kind === 'export') return this.#made[item.instance]?.[item.name];
    const made = this.#items.get(item) ?? (item.kind === 'drop' ? this.#drop(item) : this.#lower(item));
    this.#items.set(item, made);
    return made;
  }

  #drop({ resource }: CoreItem & { kind: 'drop' }): CoreFunction {
    return (handle) => {
      this.#leave();
      this.#handles.drop(resource, handle as number);
      return undefined;
    };
  }

  /** @throws WebAssembly.RuntimeError when it may not */
  #leave(): void {
    if (this.#isEntered) throw new WebAssembly.RuntimeError('wasm trap: cannot leave component instance');
    this.#calls++;
  }

  #lower({
    function: imported,
    options,
  }: CoreItem & { kind: 'lower' }): CoreFunction | WebAssembly.Suspending {
    const context = this.#context(options);
    const call = importedCall(imported, () => this.#imports);
    const { liftParams, codec, isInMemory } = loweringOf(imported);
    const lower = (core: readonly Core[], value: unknown): Core | undefined => {
      if (!codec) return undefined;
      if (!isInMemory) return codec.lower(context, value);
      const at = (core.at(-1) as number) >>> 0;
      requireInside(context, at, codec.align, codec.size);
      codec.store(context, at, value);
      return undefined;
    };
    const start = (core: readonly Core[]): Awaitable<unknown> => {
      this.#leave();
      return call(liftParams(context, core));
    };
    if (!this.#suspends || !canWait(imported)) return (...core) => lower(core, start(core));
    return new WebAssembly.Suspending((...core: Core[]) => {
      if (!this.#isHandling && !this.#isEntered) throw new WaitsInStart();
      const value = suspendably(() => start(core));
      return value instanceof Promise ? value.then((known) => lower(core, known)) : lower(core, value);
    });
  }

  #context({ memory, realloc }: Options): Context {
    const viewed = this.#current(() => memory && this.#viewOf(this.#item(memory) as WebAssembly.Memory));
    const reallocate = this.#current(() => realloc && visible.call(this.#item(realloc) as CoreFunction));
    const context: Context = {
      handles: this.#handles,
      view: () => viewed()?.view ?? NO_VIEW,
      bytes: () => viewed()?.bytes ?? NO_BYTES,
      allocate: (align, size) => {
        const call = reallocate();
        this.#isEntered = true;
        const pointer = (call?.(0, 0, align, size) as number) >>> 0;
        this.#isEntered = false;
        requireInside(context, pointer, align, size);
        return pointer;
      },
    };
    return context;
  }

  #viewOf(memory: WebAssembly.Memory): MemoryView {
    return new MemoryView(memory, this.pageCounts.get(memory));
  }

  /** Finds an item of the core instances again after these were made anew. */
  #current<T>(find: () => T): () => T {
    let generation = this.#generation - 1;
    let found: T;
    return () => {
      if (generation !== this.#generation) found = find();
      generation = this.#generation;
      return found;
    };
  }
}

const NO_BYTES = new Uint8Array();
const NO_VIEW = new DataView(NO_BYTES.buffer);

/** Whether the host's function returns when something has happened. */
const canWait = ({ interface: path, name }: ImportedFunction): boolean =>
  path.startsWith('wasi:io/') && /^poll$|\.block/.test(name);

/** `__proto__` is a name like any other. */
const fromEntries = (entries: readonly (readonly [string, unknown])[]): WebAssembly.Exports =>
  Object.fromEntries(entries) as WebAssembly.Exports;
