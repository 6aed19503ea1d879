/** Components that pass a number on in one of several ways, so that graphs of them show how each way is wired. */

/**
 * The function of an interface that maps a number to another: a plain or an async function, one that returns a future
 * or a stream or takes a stream, a resource that is created and called, or functions that pass on a resource of another
 * interface, once owned and once borrowed.
 */
export type Kind = 'plain' | 'async' | 'future' | 'stream' | 'sink' | 'store' | 'relay';

export interface Interface {
  readonly name: string;
  readonly kind: Kind;
  /** Of a relay: which import of the same component has the resource. */
  readonly store?: number;
}

export interface TypedUnit {
  /** A relay comes behind its store. */
  readonly imports: readonly Interface[];
  /** `run` is exported as a function, any other name as an interface. */
  readonly export: Interface;
  readonly add: number;
  /** Counts its own calls, and adds the count: two instances differ from one that is shared. */
  readonly counts?: boolean;
  /** Returns `add` for every argument. */
  readonly constant?: boolean;
}

/** A number from a number, by an instance of a unit. */
export type Call = (x: number) => number;

/**
 * `f(x) = x + add + count + 2 * a(x + 1) + 3 * b(x + 1) + …`, where the implementation of a call depends on the kind.
 */
export function bodyOf({ add, counts = false, constant = false }: TypedUnit, imports: readonly Call[]): Call {
  let count = 0;
  return (x) => {
    if (constant) return add;
    if (counts) count += 100;
    const sums = imports.map((call, at) => (at + 2) * call(x + 1));
    return [x, add, count, ...sums].reduce((sum, value) => (sum + value) % 2 ** 32, 0);
  };
}

/**
 * The call that an importer makes. `body` is the provider's, `store` that of the store whose resource a relay passes
 * on.
 */
export const callOf = ({ kind }: Interface, body: Call, store: Call | undefined): Call =>
  kind === 'relay' ? (x) => (store!(body(store!(x))) + 1) % 2 ** 32 : body;

/** The types of an interface's items, as an importer writes them. `at` is its number among the imports. */
function items({ kind, store }: Interface): string {
  const number = '(func (param "x" u32) (result u32))';
  switch (kind) {
    case 'plain':
      return `(export "f" ${number})`;
    case 'async':
      return '(export "f" (func async (param "x" u32) (result u32)))';
    case 'future':
    case 'stream':
      return `(type $t (${kind} u32)) (export "f" (func (param "x" u32) (result $t)))`;
    case 'sink':
      return '(type $t (stream u32)) (export "f" (func (param "xs" $t) (result u32)))';
    case 'store':
      return `(export "r" (type $r (sub resource)))
        (export "make" (func (param "x" u32) (result (own $r))))
        (export "get" (func (param "it" (borrow $r)) (result u32)))`;
    case 'relay':
      return `(export "r" (type $r (eq $r${store})))
        (export "relay" (func (param "it" (own $r)) (result (own $r))))
        (export "peek" (func (param "it" (borrow $r)) (result u32)))`;
  }
}

const MEMORY = '(memory (core memory $memory "memory"))';

/** Core functions by the name that the module has for them. */
type Core = Readonly<Record<string, { readonly signature: string; readonly canon: string }>>;

const [UNARY, BINARY] = ['(param i32) (result i32)', '(param i32 i32) (result i32)'];

/** The core functions for calls of the import with this index. */
function lowered({ kind }: Interface, at: number): Core {
  const lower = (name: string, options = '') => `(canon lower (func $i${at} "${name}") ${options})`;
  switch (kind) {
    case 'async':
      return { [`c${at}`]: { signature: BINARY, canon: lower('f', `async ${MEMORY}`) } };
    case 'store':
      return {
        [`make${at}`]: { signature: UNARY, canon: lower('make') },
        [`get${at}`]: { signature: UNARY, canon: lower('get') },
        [`drop${at}`]: { signature: '(param i32)', canon: `(canon resource.drop $r${at})` },
      };
    case 'relay':
      return {
        [`relay${at}`]: { signature: UNARY, canon: lower('relay') },
        [`peek${at}`]: { signature: UNARY, canon: lower('peek') },
      };
    default:
      return { [`c${at}`]: { signature: UNARY, canon: lower('f') } };
  }
}

/** The core function that calls the import at that place, of a number to a number. */
function caller({ kind, store }: Interface, at: number): string {
  const body = (): string => {
    switch (kind) {
      case 'plain':
        return `(call $c${at} (local.get $x))`;
      case 'async':
        return `${unless('2', `(call $c${at} (local.get $x) (i32.const 16))`)} (i32.load (i32.const 16))`;
      case 'future':
      case 'stream':
        return `${taken(kind, `(call $c${at} (local.get $x))`)}`;
      case 'sink':
        return `(call $c${at} ${given('stream', '(local.get $x)')})`;
      case 'store':
        return `(local.set $h (call $make${at} (local.get $x))) ${asked(`get${at}`, at)}`;
      case 'relay':
        return `(local.set $h (call $relay${at} (call $make${store} (local.get $x)))) ${asked(`peek${at}`, store!)}`;
    }
  };
  return `(func $f${at} (param $x i32) (result i32) (local $h i32) (local $ends i64) ${body()})`;
}

const asked = (name: string, store: number): string =>
  `(local.set $x (call $${name} (local.get $h))) (call $drop${store} (local.get $h)) (local.get $x)`;

const unless = (status: string, call: string): string =>
  `(if (i32.ne ${call} (i32.const ${status})) (then (unreachable)))`;

/** The one number out of a future or stream that is written already. */
function taken(kind: 'future' | 'stream', end: string): string {
  const [count, done] = kind === 'future' ? ['', '0'] : ['(i32.const 1)', '16'];
  return `(local.set $h ${end})
    ${unless(done, `(call $${kind}-read (local.get $h) (i32.const 24) ${count})`)}
    (call $${kind}-close (local.get $h)) (i32.load (i32.const 24))`;
}

/** A new future or stream with one number in it, which waits to be read. */
function given(kind: 'future' | 'stream', value: string): string {
  const count = kind === 'future' ? '' : '(i32.const 1)';
  return `(block (result i32) (i32.store (i32.const 32) ${value}) (local.set $ends (call $${kind}-new))
    (drop (call $${kind}-write (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))) (i32.const 32) ${count}))
    (i32.wrap_i64 (local.get $ends)))`;
}

/** The built-ins for the futures or streams of numbers. */
function endsOf(kind: 'future' | 'stream'): Core {
  const passes = kind === 'future' ? BINARY : '(param i32 i32 i32) (result i32)';
  const canon = (name: string, options = '') => `(canon ${kind}.${name} $${kind} ${options})`;
  return {
    [`${kind}-new`]: { signature: '(result i64)', canon: canon('new') },
    [`${kind}-read`]: { signature: passes, canon: canon('read', `async ${MEMORY}`) },
    [`${kind}-write`]: { signature: passes, canon: canon('write', `async ${MEMORY}`) },
    [`${kind}-close`]: { signature: '(param i32)', canon: canon('drop-readable') },
  };
}

/**
 * The implementation of the component's export: core functions, and their lifting to `$f`, or to `$r` and its
 * functions.
 */
interface Exported {
  readonly core: Core;
  readonly code: string;
  readonly lifted: string;
  /** The instance, or the function of `run`. */
  readonly exported: string;
}

const NUMBER = '(param "x" u32) (result u32)';
const lift = (params: string, name: string, options = '') =>
  `(func ${params} (canon lift (core func $m "${name}") ${options}))`;
const one = (signature: string, options = ''): Pick<Exported, 'lifted' | 'exported'> => ({
  lifted: `(func $f ${signature} (canon lift (core func $m "f") ${options}))`,
  exported: '(instance $o (export "f" (func $f)))',
});
const asF = (code: string): string =>
  `(func (export "f") (param $x i32) (result i32) (local $h i32) (local $ends i64) ${code})`;
const BODY = '(call $body (local.get $x))';

function exporting({ name, kind, store = 0 }: Interface): Exported {
  if (name === 'run')
    return { core: {}, code: asF(BODY), ...one(NUMBER), exported: '(export "run" (func $f))' };
  switch (kind) {
    case 'plain':
      return { core: {}, code: asF(BODY), ...one(NUMBER) };
    case 'async':
      return {
        core: { return: { signature: '(param i32)', canon: '(canon task.return (result u32))' } },
        code: `${asF(`(call $return ${BODY}) (i32.const 0)`)}
          (func (export "again") (param i32 i32 i32) (result i32) (unreachable))`,
        ...one(`async ${NUMBER}`, 'async (callback (core func $m "again"))'),
      };
    case 'future':
    case 'stream':
      return { core: {}, code: asF(given(kind, BODY)), ...one(`(param "x" u32) (result $${kind})`) };
    case 'sink':
      return {
        core: {},
        code: asF(`(local.set $x (block (result i32) ${taken('stream', '(local.get $x)')})) ${BODY}`),
        ...one('(param "xs" $stream) (result u32)'),
      };
    case 'store':
      return {
        core: { 'resource-new': { signature: UNARY, canon: '(canon resource.new $r)' } },
        code: `(func (export "make") (param $x i32) (result i32) (call $resource-new ${BODY}))
          (func (export "get") (param i32) (result i32) (local.get 0))`,
        ...ofResource({
          make: ['(param "x" u32) (result (own $r))'],
          get: ['(param "it" (borrow $r)) (result u32)'],
        }),
      };
    case 'relay':
      return {
        core: {},
        code: `(func (export "relay") (param $h i32) (result i32) (local $x i32)
            (local.set $x (call $get${store} (local.get $h))) (call $drop${store} (local.get $h))
            (call $make${store} ${BODY}))
          (func (export "peek") (param $h i32) (result i32) (local $x i32)
            (local.set $x (i32.add (call $get${store} (local.get $h)) (i32.const 1)))
            (call $drop${store} (local.get $h)) (local.get $x))`,
        ...ofResource({
          relay: [`(param "it" (own $r)) (result (own $r))`],
          peek: ['(param "it" (borrow $r)) (result u32)'],
        }),
      };
  }
}

/** Functions of `$r`, in an instance that has the resource under its name. */
function ofResource(
  functions: Record<string, readonly [signature: string]>,
): Pick<Exported, 'lifted' | 'exported'> {
  const entries = Object.entries(functions);
  const each = (text: (name: string, signature: string) => string): string =>
    entries.map(([name, [signature]]) => text(name, signature)).join('\n');
  return {
    lifted: each((name, signature) => lift(signature, name).replace('(func ', `(func $${name} `)),
    exported: `(component $named (import "r" (type $r (sub resource)))
        ${each((name, signature) => `(import "${name}" (func $${name} ${signature}))`)}
        (export $e "r" (type $r))
        ${each((name, signature) => `(export "${name}" (func $${name}) (func ${signature.replaceAll('$r', '$e')}))`)})
      (instance $o (instantiate $named (with "r" (type $r)) ${each((name) => `(with "${name}" (func $${name}))`)}))`,
  };
}

export function typedUnitWat({
  imports,
  export: own,
  add,
  counts = false,
  constant = false,
}: TypedUnit): string {
  const each = (text: (item: Interface, at: number) => string) => imports.map(text).join('\n');
  const kinds = new Set([...imports, own].map(({ kind }) => kind));
  const passed = (['future', 'stream'] as const).filter(
    (kind) => kinds.has(kind) || (kind === 'stream' && kinds.has('sink')),
  );
  const { core: exportCore, code, lifted, exported } = exporting(own);
  const core: Core = Object.assign({}, ...imports.map(lowered), ...passed.map(endsOf), exportCore) as Core;
  const functions = Object.entries(core);
  return `(component
    ${passed.map((kind) => `(type $${kind} (${kind} u32))`).join(' ')}
    ${each(
      (item, at) => `(import "${item.name}" (instance $i${at} ${items(item)}))
      ${item.kind === 'store' ? `(alias export $i${at} "r" (type $r${at}))` : ''}`,
    )}
    ${own.kind === 'store' ? '(type $r (resource (rep i32)))' : ''}
    ${own.kind === 'relay' ? `(alias export $i${own.store} "r" (type $r))` : ''}
    (core module $memory (memory (export "memory") 1))
    (core instance $memory (instantiate $memory))
    ${functions.map(([name, { canon }]) => `(core func $${name} ${canon})`).join('\n')}
    (core module $m
      (import "" "memory" (memory 1))
      ${functions.map(([name, { signature }]) => `(import "" "${name}" (func $${name} ${signature}))`).join('\n')}
      (global $count (mut i32) (i32.const 0))
      ${each(caller)}
      (func $body (param $x i32) (result i32) (local $sum i32)
        (if (i32.const ${constant ? 1 : 0}) (then (return (i32.const ${add}))))
        (global.set $count (i32.add (global.get $count) (i32.const ${counts ? 100 : 0})))
        (local.set $sum (i32.add (i32.add (local.get $x) (i32.const ${add})) (global.get $count)))
        ${each(
          (_, at) => `(local.set $sum (i32.add (local.get $sum)
          (i32.mul (i32.const ${at + 2}) (call $f${at} (i32.add (local.get $x) (i32.const 1))))))`,
        )}
        (local.get $sum))
      ${code})
    (core instance $m (instantiate $m (with "" (instance (export "memory" (memory $memory "memory"))
      ${functions.map(([name]) => `(export "${name}" (func $${name}))`).join(' ')}))))
    ${lifted}
    ${exported}
    ${own.name === 'run' ? '' : `(export "${own.name}" (instance $o))`})`;
}
