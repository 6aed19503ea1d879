/**
 * Calls between components without jco's bookkeeping, where nobody could notice.
 *
 * For every call from component to component jco's adapters tell JavaScript that a task begins and ends
 * (`enter-sync-call`, `exit-sync-call`, `context.get/set`): about 11 µs a call. That state is read only by
 * functions of the host and by resource tables. When everything that a callee can reach is WebAssembly,
 * nothing reads it, and the adapters are given stand-ins that cost about 25 ns.
 */
type Imports = WebAssembly.Imports;

/** What an adapter may import and still be free of tasks: resources and async bring other names. */
const PLAIN = new Set([
  'async',
  'augments',
  'callee',
  'context',
  'flags',
  'memory',
  'realloc',
  'runtime',
  'transcode',
]);
const PLAIN_ASYNC = new Set(['enter-sync-call', 'exit-sync-call']);

/**
 * The hook that jco calls for each core module of one instance, in order.
 * @param enabled false gives the unmodified path, for comparison
 */
export function coreInstantiator(enabled = true) {
  /** Functions from which only WebAssembly can be reached. */
  const closed = new WeakSet<object>();
  return (module: WebAssembly.Module, imports: Imports = {}): WebAssembly.Instance => {
    const isFast =
      enabled && isPlainAdapter(imports) && functionsIn(imports['callee']).every((fn) => closed.has(fn));
    const instance = new WebAssembly.Instance(module, isFast ? withStandIns(imports) : imports);
    const isClosed =
      isFast || (!touchesTables(imports, instance) && reachable(imports).every((fn) => closed.has(fn)));
    if (isClosed) for (const fn of functionsIn(instance.exports)) closed.add(fn);
    return instance;
  };
}

function isPlainAdapter(imports: Imports): boolean {
  return (
    imports['async'] !== undefined &&
    Object.keys(imports).every((name) => PLAIN.has(name)) &&
    Object.keys(imports['async']).every((name) => PLAIN_ASYNC.has(name))
  );
}

const reachable = (imports: Imports): object[] => Object.values(imports).flatMap(functionsIn);

const functionsIn = (names: Readonly<Record<string, unknown>> = {}): object[] =>
  Object.values(names).filter((value) => typeof value === 'function');

/** A function of the host may be put into a shared table later on, as wit-component's shims do. */
const touchesTables = (imports: Imports, instance: WebAssembly.Instance): boolean =>
  [...Object.values(imports), instance.exports].some((names) =>
    Object.values(names).some((value) => value instanceof WebAssembly.Table),
  );

function withStandIns(imports: Imports): Imports {
  const slots = [0, 0];
  const context = {
    get0: () => slots[0],
    get1: () => slots[1],
    set0: (value: number) => void (slots[0] = value),
    set1: (value: number) => void (slots[1] = value),
  };
  return { ...imports, async: { 'enter-sync-call': () => {}, 'exit-sync-call': () => {} }, context };
}
