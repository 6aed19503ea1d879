import { readExports } from '../../inspect/component.ts';
import type { Items } from '../../inspect/types.ts';
import { HostError } from '../../problem.ts';
import { readArguments } from './read.ts';
import { Scanner, WaveError } from './scanner.ts';
import { camelCase, describe, type Signature, type WitType } from './types.ts';

/** A function that a component exports, by itself or in an interface. */
interface ExportedFunction {
  /** `edge:service/auth@0.1.0`; undefined for a function of the world itself. */
  readonly interface: string | undefined;
  readonly name: string;
  readonly signature: Signature;
}

/** A call that was read and found to fit the component. It survives structured cloning. */
export interface Call {
  readonly text: string;
  /** Keys of the instance's exports, outermost first. */
  readonly path: readonly string[];
  readonly args: readonly unknown[];
  readonly result: WitType | undefined;
}

/** `f(…)`, `iface.f(…)`, `ns:pkg/iface@1.0.0.f(…)` or the same with `#` before the function. */
const TARGET = /^\s*(?:([\w:/@.+-]+?)[.#])?%?([a-zA-Z][a-zA-Z0-9-]*)\s*(?=\()/;

/**
 * Reads a call in WAVE for a component.
 * @throws HostError `invoke-syntax`, `no-such-export`, `ambiguous-export`
 */
export function readCall(text: string, component: Uint8Array): Call {
  const [head, from, name] = TARGET.exec(text) ?? [];
  if (head === undefined || name === undefined) {
    throw syntax(text, 0, 'expected a call');
  }
  const chosen = choose(functionsOf(readExports(component)), from, name);
  const types = chosen.signature.params.map(({ type }) => type);
  try {
    const args = readArguments(new Scanner(text.slice(head.length)), types);
    const path = chosen.interface === undefined ? [camelCase(name)] : [chosen.interface, camelCase(name)];
    return { text, path, args, result: chosen.signature.result };
  } catch (error) {
    if (!(error instanceof WaveError)) throw error;
    throw syntax(text, head.length + error.offset, error.message, chosen);
  }
}

const functionsOf = (items: Items, owner?: string): ExportedFunction[] =>
  [...items].flatMap(([name, item]) => {
    if (item.kind === 'func') return [{ interface: owner, name, signature: item.signature }];
    return item.kind === 'instance' && owner === undefined ? functionsOf(item.exports, name) : [];
  });

function choose(all: readonly ExportedFunction[], from: string | undefined, name: string): ExportedFunction {
  const named = all.filter(
    (one) => one.name === name && (from === undefined || isNamed(one.interface, from)),
  );
  // The world's own function goes before those of its interfaces.
  const own = named.filter((one) => one.interface === undefined);
  const found = own.length > 0 ? own : named;
  const [first] = found;
  if (first && found.length === 1) return first;
  const known = all.map(nameOf);
  throw new HostError({
    code: first ? 'ambiguous-export' : 'no-such-export',
    message: first
      ? `several interfaces export ${name}: ${found.map(nameOf).join(', ')}`
      : `the component exports no function ${from ? `${from}.` : ''}${name}`,
    help: known.length > 0 ? `It exports ${known.join(', ')}.` : 'It exports no function that can be called.',
  });
}

/** `auth` and `edge:service/auth` both mean `edge:service/auth@0.1.0`. */
function isNamed(full: string | undefined, wanted: string): boolean {
  const unversioned = full?.replace(/@.*/, '');
  return [full, unversioned, unversioned?.split('/').at(-1)].includes(wanted);
}

const nameOf = ({ interface: from, name }: ExportedFunction): string => (from ? `${from}.${name}` : name);

function syntax(text: string, offset: number, message: string, fn?: ExportedFunction): HostError {
  const params = fn?.signature.params.map(({ name, type }) => `${name}: ${describe(type)}`).join(', ');
  return new HostError({
    code: 'invoke-syntax',
    message: `${message}, at column ${offset + 1} of ${text}`,
    help: fn
      ? `Its parameters are (${params}), written in WAVE.`
      : `Write a call in WAVE, as in handle({path: "/"}).`,
  });
}
