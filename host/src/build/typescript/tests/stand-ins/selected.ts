/** The module `node:test` for a run of some tests alone: the others are not registered. */
import { AsyncLocalStorage } from 'node:async_hooks';
import * as runner from 'node:test';

/** Names of tests and suites. */
declare const WIT_STUDIO_ONLY: readonly string[];

type Define = (...args: unknown[]) => unknown;
type Definer = Define & { readonly skip: Define; readonly todo: Define; readonly only: Define };

/** The names of the suites around a test that is being defined. */
const above = new AsyncLocalStorage<readonly string[]>();

/** A test within a selected suite, too, and a suite around a selected test. */
const isSelected = (name: string): boolean =>
  WIT_STUDIO_ONLY.some(
    (only) => only === name || name.startsWith(`${only} > `) || only.startsWith(`${name} > `),
  );

function selecting(all: Definer, isSuite: boolean): Definer {
  const one =
    (define: Define): Define =>
    (...args) => {
      const path = [...(above.getStore() ?? []), nameOf(args)];
      if (!isSelected(path.join(' > '))) return Promise.resolve();
      return define(...(isSuite ? args.map((arg) => within(path, arg)) : args));
    };
  const forms = { skip: one(all.skip), todo: one(all.todo), only: one(all.only) };
  return Object.assign(one(all), all, forms);
}

/** The body of a suite, whose tests know its name. */
const within = (path: readonly string[], arg: unknown): unknown =>
  typeof arg === 'function'
    ? (...args: unknown[]): unknown => above.run(path, () => (arg as Define)(...args))
    : arg;

const nameOf = ([first]: readonly unknown[]): string =>
  typeof first === 'string'
    ? first
    : (first as { readonly name?: string } | undefined)?.name || '<anonymous>';

export const { after, afterEach, before, beforeEach, mock, run } = runner;
export const test = selecting(runner.test as unknown as Definer, false);
export const it = selecting(runner.it as unknown as Definer, false);
export const describe = selecting(runner.describe as unknown as Definer, true);
export const suite = selecting((runner.suite ?? runner.describe) as unknown as Definer, true);
export const { skip, todo, only } = test;
export default Object.assign(test, { test, it, describe, suite });
