import { type Exports, THEN } from '../../engine/instantiate.ts';
import { HostError } from '../../base/problem.ts';
import type { Call } from '../../wave/call.ts';
import { printValue } from '../../wave/print.ts';
import { isTrap } from '../../base/is-trap.ts';
import type { WitType } from '../../../../server/src/types/wit-type.ts';

/** Calls one export and returns its result in WAVE; `()` when it has none, as wasmtime prints it. */
export async function invoke(instance: Exports, { text, path, args, result }: Call): Promise<string> {
  const value = await settle(() => find(instance, path, text)(...args), result);
  return result ? printValue(value, result) : '()';
}

/** Calls the function and returns the value of the bindings; an `err` is returned like an `ok`. */
export function callable(instance: Exports, { text, path, args, result }: Call): () => unknown {
  const exported = find(instance, path, text);
  if (result?.kind === 'result') return () => settle(() => exported(...args), result);
  return () => exported(...args);
}

/** The bindings return the `ok` of a result and throw its `err` as it is. */
async function settle(call: () => unknown, type: WitType | undefined): Promise<unknown> {
  if (type?.kind !== 'result') return call();
  try {
    return { tag: 'ok', val: await call() };
  } catch (error) {
    if (isTrap(error)) throw error;
    return { tag: 'err', val: error };
  }
}

function find(
  instance: Exports,
  path: readonly string[],
  text: string,
): (...args: readonly unknown[]) => unknown {
  const found = path.reduce<unknown>(
    (at, key) => (at as Exports | undefined)?.[at === instance && key === 'then' ? THEN : key],
    instance,
  );
  if (typeof found === 'function') return found as (...args: readonly unknown[]) => unknown;
  throw new HostError({
    code: 'no-such-export',
    message: `the component exports no function for ${text}`,
  });
}
