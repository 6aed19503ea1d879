import { HostError } from '../../base/problem.ts';
import { camelCase } from '../../inspect/script-names.ts';
import { isCall, readCallTo } from '../../wave/call.ts';
import type { ExportedFunction } from '../../wave/exported.ts';
import type { Graph, MadeParts } from './graph.ts';
import { isTrap } from '../../base/is-trap.ts';
import type { Slot } from './slots.ts';

type Callable = (...args: readonly unknown[]) => unknown;

/**
 * Calls an export of any instance, written in WAVE, with its result as a slot; undefined if the text is no call.
 * @param busy instances in the middle of a call, which cannot be entered
 * @throws HostError what reading the call throws, or `instance-busy`
 */
export function callExport(
  text: string,
  busy: ReadonlySet<string>,
  { parts }: Graph,
  made: MadeParts,
): Slot | undefined {
  if (!isCall(text)) return undefined;
  const all = parts.flatMap(({ functions, name: instance }, part) =>
    functions.exports.filter(({ kind }) => kind === 'free').map((fn) => ({ ...fn, part, instance })),
  );
  const { chosen, args } = readCallTo(text, all);
  if (busy.has(chosen.instance)) throw instanceBusy(text, chosen.instance);
  const value = settled(() => functionIn(made[chosen.part] ?? {}, chosen)(...args), chosen);
  return { name: text, type: chosen.signature.result ?? { kind: 'tuple', items: [] }, value };
}

function functionIn(exports: MadeParts[number], fn: ExportedFunction): Callable {
  if (fn.interface === undefined) return exports[fn.name] as Callable;
  return (exports[fn.interface] as Record<string, unknown>)[camelCase(fn.name)] as Callable;
}

/** The bindings return the `ok` of a result and throw its `err`. */
function settled(call: () => unknown, { signature: { result } }: ExportedFunction): unknown {
  if (!result) return (call(), []);
  if (result.kind !== 'result') return call();
  try {
    return { tag: 'ok', val: call() };
  } catch (error) {
    if (isTrap(error)) throw error;
    return { tag: 'err', val: error };
  }
}

const instanceBusy = (text: string, name: string): HostError =>
  new HostError({
    code: 'instance-busy',
    message: `${text} is not called: ${name} is in the middle of a call, and a component cannot be entered again`,
    help: 'Step out of it first, or call a function of another instance.',
  });
