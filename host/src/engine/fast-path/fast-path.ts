/**
 * Calls between components without jco's bookkeeping of tasks, where nothing observes it.
 *
 * For every call between components, jco's adapters report to JavaScript that a task begins and ends
 * (`enter-sync-call`, `exit-sync-call`), which costs several µs. That state is read only by functions of the host and
 * by some built-ins. Here WebAssembly records a call, and jco is informed when one of those functions is called during
 * it (`pending-calls.ts`). The observers are those of wasmtime's analysis of thread transparency (wasmtime-environ,
 * `thread_transparency.rs`), except that it leaves out adapters to instances without observers, and this leaves out
 * unused observers.
 */
import { hasJspi } from '../../node/flags.ts';
import { visible } from '../visible-calls.ts';
import { copiedByWasm } from './copied-text.ts';
import { PendingCalls } from './pending-calls.ts';

type Imports = WebAssembly.Imports;
type Names = Readonly<Record<string, unknown>>;
type Callable = ((...values: unknown[]) => unknown) & Marks;

/** The properties of a function that the script defines (`pending-calls-script.ts`). */
interface Marks {
  /** Whether it announces that a call begins; only adapters import such a function. */
  readonly entersCall$?: boolean;
  /** Whether it reads tables of handles and no state of tasks. */
  readonly unobservant$?: boolean;
}

/** The functions that an adapter imports which read no task state, and those that it calls between the two. */
const UNOBSERVANT = new Set([
  'augments',
  'callee',
  'flags',
  'memory',
  'post_return',
  'realloc',
  'runtime',
  'transcode',
]);
const SYNC = new Set(['enter-sync-call', 'exit-sync-call']);
/** The names of functions for the storage of a task. */
const CONTEXT = new Set(['bound contextGet', 'bound contextSet']);
const NO_CONTEXT = { get0: () => 0, get1: () => 0, set0: () => {}, set1: () => {} };

/**
 * Called by jco for each core module of one instance, in order; the script of the bindings calls the other functions.
 */
export interface CoreInstantiator {
  (module: WebAssembly.Module, imports?: Imports): WebAssembly.Instance;
  readonly lend: PendingCalls['lend'];
  readonly enterAll: () => void;
  readonly forget: () => void;
}

/** @param enabled false gives the unmodified path, for comparison */
export function coreInstantiator(enabled = true): CoreInstantiator {
  const instances = new Instances();
  const instantiate = (module: WebAssembly.Module, imports: Imports = {}): WebAssembly.Instance =>
    enabled ? instances.instantiate(module, imports) : visible.instantiate(module, imports);
  return Object.assign(instantiate, {
    lend: (...loan: Parameters<PendingCalls['lend']>) => instances.calls?.lend(...loan) ?? false,
    enterAll: () => instances.calls?.enterAll(),
    forget: () => instances.calls?.forget(),
  });
}

class Instances {
  /** Absent until there is an adapter. */
  calls: PendingCalls | undefined;
  /** Exports of instances: a call of one is a call into WebAssembly, which is observed here. */
  readonly #exported = new WeakSet<object>();
  /** Whether one so far may wait on its stack: then other calls come in between. */
  #maySuspend = false;
  /** Whether one so far uses the storage of its task, which adapters restore for `post-return`. */
  #usesContext = false;

  instantiate(module: WebAssembly.Module, imports: Imports): WebAssembly.Instance {
    const given =
      isSyncAdapter(imports) && !this.#maySuspend ? this.#pending(module, imports) : this.#observed(imports);
    const instance = visible.instantiate(module, given);
    for (const value of Object.values(instance.exports)) if (isCallable(value)) this.#exported.add(value);
    const all = Object.values(imports).flatMap((names): unknown[] => Object.values(names));
    this.#maySuspend ||= all.some(isSuspending);
    this.#usesContext ||= all.some((value) => isCallable(value) && CONTEXT.has(value.name));
    return instance;
  }

  /** For an adapter. */
  #pending(module: WebAssembly.Module, imports: Imports): Imports {
    const { async, resource, context, ...others } = imports as Record<string, Record<string, Callable>>;
    this.calls ??= new PendingCalls({ enter: async!['enter-sync-call']!, exit: async!['exit-sync-call']! });
    this.calls.transferBorrow ??= resource?.['transfer-borrow'];
    const { enter, exit } = this.calls;
    const unobservant = (name: string): boolean => UNOBSERVANT.has(name);
    return {
      ...this.#observed(others, unobservant),
      async: { 'enter-sync-call': enter, 'exit-sync-call': exit },
      transcode: copiedByWasm(module, imports),
      ...(resource && { resource }),
      ...(context && { context: this.#usesContext ? this.#observing(context) : NO_CONTEXT }),
    } as Imports;
  }

  #observed(imports: Imports, unless: (name: string) => boolean = () => false): Imports {
    const pairs = Object.entries(imports);
    return Object.fromEntries(
      pairs.map(([name, values]) => [name, unless(name) ? values : this.#observing(values)]),
    ) as Imports;
  }

  /** The same functions, which find the calls that began. */
  #observing(names: Names): Names {
    return Object.fromEntries(Object.entries(names).map(([name, value]) => [name, this.#observer(value)]));
  }

  #observer(value: unknown): unknown {
    if (!isCallable(value) || value.unobservant$ || this.#exported.has(value)) return value;
    return (...values: unknown[]) => {
      this.calls?.enterAll();
      return value(...values);
    };
  }
}

/** A guest may have names like those of an adapter, and cannot have the function. */
const isSyncAdapter = ({ async }: Imports): boolean =>
  async !== undefined &&
  (async['enter-sync-call'] as Marks | undefined)?.entersCall$ === true &&
  Object.keys(async).every((name) => SYNC.has(name));

const isCallable = (value: unknown): value is Callable => typeof value === 'function';

/** Whether it is a function of the host that may wait. */
const isSuspending = (value: unknown): boolean => hasJspi() && value instanceof WebAssembly.Suspending;
