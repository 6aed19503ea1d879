/**
 * Adapts a plain JavaScript module to the bindings. A guest in QuickJS sees an `err` as an Error that carries it; jco's
 * bindings and the host's WASI throw bare values. The module gets wrappers of its imports, so that the same source
 * behaves the same in both.
 */
import { isTrap } from '../../base/is-trap.ts';
import { messageOfErr } from '../../build/typescript/prelude/imported-err.ts';

const views = new WeakMap<object, object>();
const originals = new WeakMap<object, object>();

type Callable = (...args: readonly unknown[]) => unknown;

/** The guest's view of a value from outside. */
export function toGuest(value: unknown): unknown {
  if (typeof value === 'function') return viewOf(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(toGuest);
  return isPlain(value) ? mapValues(value, toGuest) : viewOf(value);
}

/** The outside's view of a value from the guest. */
function fromGuest(value: unknown): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  if (ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(fromGuest);
  const original = originals.get(value);
  if (original) return original;
  return typeof value === 'object' && isPlain(value) ? mapValues(value, fromGuest) : value;
}

/** An export of the guest, to be called from outside. */
export const exported =
  (fn: Callable): Callable =>
  (...args) => {
    try {
      return fromGuest(fn(...args.map(toGuest)));
    } catch (error) {
      throw hasPayload(error) ? fromGuest(error.payload) : error;
    }
  };

/** Functions, classes and resources keep their identity: one view each. */
function viewOf<T extends object>(original: T): T {
  const known = views.get(original) as T | undefined;
  if (known) return known;
  const view = new Proxy(original, {
    apply: (target, self, args) =>
      call(() => Reflect.apply(target as Callable, fromGuest(self), args.map(fromGuest))),
    construct: (target, args) =>
      call(() => Reflect.construct(target as never, args.map(fromGuest))) as object,
    get: (target, key) => member(target, key),
  });
  views.set(original, view);
  originals.set(view, original);
  return view;
}

function member(target: object, key: string | symbol): unknown {
  const value = Reflect.get(target, key, target) as unknown;
  // Every resource can be disposed of, also one of the host that has nothing to do then.
  if (key === Symbol.dispose) return toGuest(value ?? (() => {}));
  return key === 'prototype' ? value : toGuest(value);
}

/** A guest finds the `err` of a result as the payload of an Error. */
function call(work: () => unknown): unknown {
  try {
    return toGuest(work());
  } catch (error) {
    if (isTrap(error)) throw error;
    throw Object.assign(new Error(messageOfErr(error)), { payload: toGuest(error) });
  }
}

const hasPayload = (error: unknown): error is Error & { payload: unknown } =>
  error instanceof Error && 'payload' in error;

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Object.prototype.toString.call(value) === '[object Module]'
  );
}

const mapValues = (value: object, by: (value: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, by(inner)]));
