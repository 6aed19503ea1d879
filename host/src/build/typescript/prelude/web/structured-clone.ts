/** Copies of values (https://html.spec.whatwg.org/#structuredserializeinternal), for the types that a guest has. */
declare const DOMException: new (message: string, name: string) => Error;

/** Of ES2024. */
interface Transferable extends ArrayBuffer {
  transfer(): ArrayBuffer;
}

const refuse = (value: unknown): never => {
  throw new DOMException(
    `${typeof value === 'symbol' ? 'a symbol' : String(value)} could not be cloned`,
    'DataCloneError',
  );
};

const ERRORS: Readonly<Record<string, ErrorConstructor>> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** Preserves cycles and shared references. `transfer` is accepted for buffers, which are detached from the caller. */
export function structuredClone<T>(value: T, options: { transfer?: readonly ArrayBuffer[] } = {}): T {
  const seen = new Map<object, unknown>();
  for (const buffer of options.transfer ?? []) {
    if (!(buffer instanceof ArrayBuffer)) refuse(buffer);
    seen.set(buffer, (buffer as Transferable).transfer());
  }
  return copy(value, seen) as T;
}

function copy(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'symbol' || typeof value === 'function') return refuse(value);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const fresh = (made: object): object => (seen.set(value, made), made);
  const simple = simpleCopy(value, seen);
  if (simple) return fresh(simple);
  if (value instanceof Map) {
    const entries = [...value];
    const made = fresh(new Map()) as Map<unknown, unknown>;
    for (const [key, one] of entries) made.set(copy(key, seen), copy(one, seen));
    return made;
  }
  if (value instanceof Set) {
    const entries = [...value];
    const made = fresh(new Set()) as Set<unknown>;
    for (const one of entries) made.add(copy(one, seen));
    return made;
  }
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise) return refuse(value);
  const made = fresh(Array.isArray(value) ? Array.from({ length: value.length }) : {});
  if (Array.isArray(value)) for (const key of Object.keys(made)) delete (made as unknown[])[Number(key)];
  for (const [key, one] of Object.entries(value)) (made as Record<string, unknown>)[key] = copy(one, seen);
  return made;
}

/** Objects without nested objects other than buffers. */
function simpleCopy(value: object, seen: Map<object, unknown>): object | undefined {
  if (value instanceof Boolean || value instanceof Number || value instanceof String)
    return Object(value.valueOf()) as object;
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return copyView(value, seen);
  return value instanceof Error ? copyError(value, seen) : undefined;
}

function copyView(view: ArrayBufferView, seen: Map<object, unknown>): object {
  const buffer = copy(view.buffer, seen) as ArrayBuffer;
  const View = view.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => object;
  const length = view instanceof DataView ? view.byteLength : (view as Uint8Array).length;
  return new View(buffer, view.byteOffset, length);
}

function copyError(error: Error, seen: Map<object, unknown>): Error {
  const Kind = ERRORS[error.name] ?? Error;
  const made = new Kind(error.message);
  if (error.stack !== undefined)
    Object.defineProperty(made, 'stack', { value: error.stack, configurable: true, writable: true });
  if ('cause' in error)
    Object.defineProperty(made, 'cause', {
      value: copy(error.cause, seen),
      configurable: true,
      writable: true,
    });
  return made;
}

Object.assign(globalThis, { structuredClone });
