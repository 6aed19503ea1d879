import { once } from '../../../../server/src/base/once.ts';
import { camelCase } from '../../inspect/script-names.ts';
import type { WorldFunction } from '../../inspect/world-functions.ts';
import type { Crossings } from './crossings.ts';
import { rememberOwner } from './handle-text.ts';

type Callable = (...args: unknown[]) => unknown;
type Members = Record<string, unknown>;
type Class = new (...args: unknown[]) => object;

/** Wrappers of functions, so that none is wrapped twice. */
const wrappers = new WeakSet<object>();

/**
 * An interface whose calls are crossings to `callee`. Methods are replaced in their class: an object that the callee
 * gives away has no other place for them.
 */
export function wrapInterface(
  members: object,
  functions: readonly WorldFunction[],
  callee: string,
  crossings: Crossings,
): object {
  const wrapped: Members = { ...members };
  for (const fn of functions) {
    if (fn.resource === undefined) replace(wrapped, fn, callee, crossings);
    else wrapMember(wrapped, fn, callee, crossings);
  }
  return wrapped;
}

/** A function of a world. */
export function wrapFunction(
  call: unknown,
  fn: WorldFunction,
  callee: string,
  crossings: Crossings,
): Callable {
  return (...args) => crossings.call(callee, fn, args, (actual) => (call as Callable)(...actual));
}

function wrapMember(wrapped: Members, fn: WorldFunction, callee: string, crossings: Crossings): void {
  const name = keysOf(fn).class;
  const found = wrapped[name] as Class | undefined;
  if (typeof found !== 'function') return;
  rememberOwner(found.prototype as object, callee);
  if (fn.kind === 'static') replace(found as unknown as Members, fn, callee, crossings);
  else if (fn.kind === 'constructor') {
    wrapped[name] = new Proxy(found, {
      construct: (target, args: unknown[]) =>
        crossings.call(callee, fn, args, (actual) => new target(...actual)) as object,
    });
  } else replaceMethod(found.prototype as Members, fn, callee, crossings);
}

/** As the bindings name a function, and the class of its resource: `output-stream` is `OutputStream`. */
const keysOf = once(({ name, resource = '' }: WorldFunction) => ({
  member: camelCase(name),
  class: camelCase(`-${resource}`),
}));

function replace(owner: Members, fn: WorldFunction, callee: string, crossings: Crossings): void {
  const key = keysOf(fn).member;
  const original = owner[key];
  if (typeof original !== 'function' || wrappers.has(original)) return;
  define(owner, key, (...args) =>
    crossings.call(callee, fn, args, (actual) => Reflect.apply(original, owner, actual) as unknown),
  );
}

function replaceMethod(prototype: Members, fn: WorldFunction, callee: string, crossings: Crossings): void {
  const key = keysOf(fn).member;
  const original = prototype[key];
  if (typeof original !== 'function' || wrappers.has(original)) return;
  const wrapper = function (this: unknown, ...args: unknown[]): unknown {
    return crossings.call(callee, fn, [this, ...args], ([self, ...rest]) =>
      Reflect.apply(original, self, rest),
    );
  };
  define(prototype, key, wrapper);
}

function define(owner: Members, key: string, wrapper: Callable): void {
  wrappers.add(wrapper);
  Object.defineProperty(owner, key, { value: wrapper, writable: true, configurable: true, enumerable: true });
}
