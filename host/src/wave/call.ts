import { nearest } from '../../../server/src/base/nearest.ts';
import { abbreviate } from '../base/abbreviate.ts';
import { HostError } from '../base/problem.ts';
import { WaveError } from './error.ts';
import type { ExportedFunction } from './exported.ts';
import { exampleArguments } from './examples.ts';
import { isIn, qualifiedName } from './functions.ts';
import { readArguments } from './read.ts';
import { Scanner } from './scanner.ts';
import { camelCase } from '../inspect/script-names.ts';
import { describe, type WitType } from '../../../server/src/types/wit-type.ts';

/** A call that was read and found to fit the component. It survives structured cloning. */
export interface Call {
  readonly text: string;
  /** Keys of the instance's exports, outermost first. */
  readonly path: readonly string[];
  readonly args: readonly unknown[];
  readonly result: WitType | undefined;
}

/**
 * `f(…)`, or `ns:pkg/iface.f@1.0.0(…)` as in wasmtime. The version may be left out or follow the interface, the package
 * may be left out, and `f` may be in braces.
 */
const TARGET = /^\s*(?:([\w:/@.+-]+?)[.#])?(?:%?([a-zA-Z][a-zA-Z0-9-]*)|\{([a-zA-Z][a-zA-Z0-9-]*)\})(?:@([\w.+-]+))?\s*(?=\()/; // prettier-ignore

export const isCall = (text: string): boolean => TARGET.test(text);

/**
 * Reads a call in WAVE of one of the functions of a component.
 * @throws HostError `invoke-syntax`, `no-such-export`, `ambiguous-call`
 */
export function readCall(text: string, functions: readonly ExportedFunction[]): Call {
  const { chosen, args } = readCallTo(text, functions);
  const { name, signature } = chosen;
  const path = [...(chosen.interface === undefined ? [] : [keyOf(chosen.interface)]), camelCase(name)];
  return { text, path, args, result: signature.result };
}

/** The same, with the function that is called. */
export function readCallTo<F extends ExportedFunction>(
  text: string,
  functions: readonly F[],
): { readonly chosen: F; readonly args: readonly unknown[] } {
  const [head, from, bare, braced, version] = TARGET.exec(text) ?? [];
  const name = bare ?? braced;
  if (head === undefined || name === undefined) throw notACall(text);
  const chosen = choose(functions, from, name, version);
  try {
    return { chosen, args: readArguments(new Scanner(text.slice(head.length)), chosen.signature.params) };
  } catch (error) {
    if (!(error instanceof WaveError)) throw error;
    throw syntax(text, head.length + error.offset, error.message, chosen);
  }
}

/** An interface of a package has its own name in the bindings, one of the world only a name in JavaScript. */
const keyOf = (name: string): string => (name.includes(':') ? name : camelCase(name));

function choose<F extends ExportedFunction>(
  all: readonly F[],
  from: string | undefined,
  name: string,
  version: string | undefined,
): F {
  const named = all.filter((one) => one.name === name && isIn(one, from, version));
  // The world's own function goes before those of its interfaces.
  const own = named.filter((one) => one.interface === undefined);
  const found = own.length > 0 ? own : named;
  const [first] = found;
  if (first && found.length === 1) return first;
  throw first ? ambiguous(name, found) : unknown([from, name].filter(Boolean).join('.'), name, all);
}

const ambiguous = (name: string, found: readonly ExportedFunction[]): HostError =>
  new HostError({
    code: 'ambiguous-call',
    message: `several interfaces export ${name}`,
    help: `Write ${abbreviate(
      found.map((one) => `${qualifiedName(one)}(…)`),
      ' or ',
    )}.`,
  });

function unknown(written: string, name: string, all: readonly ExportedFunction[]): HostError {
  const near = nearest(name, [...new Set(all.map((one) => one.name))]);
  const meant = all.find((one) => one.name === (near ?? name));
  const known = byNearness(name, all, meant).map(qualifiedName);
  return new HostError({
    code: 'no-such-export',
    message: `the component exports no function ${written}`,
    help:
      known.length === 0
        ? 'It exports no function that can be called.'
        : `${meant ? `Did you mean ${qualifiedName(meant)}? ` : ''}It exports ${abbreviate(known)}.`,
  });
}

/** Orders the likeliest functions first, then by the order of the component. */
function byNearness(
  name: string,
  all: readonly ExportedFunction[],
  meant: ExportedFunction | undefined,
): ExportedFunction[] {
  const distance = (one: ExportedFunction): number => {
    if (one === meant || one.name === name) return 0;
    if (nearest(name, [one.name]) !== undefined) return 1;
    return one.name.includes(name) || name.includes(one.name) ? 2 : 3;
  };
  return [0, 1, 2, 3].flatMap((far) => all.filter((one) => distance(one) === far));
}

/** The error for a text that is no call, at the end of its name, or at the start if it has none. */
function notACall(text: string): HostError {
  const [name = ''] = /^\s*[\w:/@.%-]*/.exec(text) ?? [];
  const found = text.slice(name.length) || 'the end';
  const expected = name.trim() === '' ? 'the name of a function' : '(';
  return syntax(text, name.length, `expected ${expected}, found ${found.slice(0, 12)}`);
}

/** A call that works says how values are written better than the name of the notation. */
function exampleFor({ name, signature }: ExportedFunction): string {
  const args = exampleArguments(signature);
  return args === undefined ? '' : `, written as in ${name}${args}`;
}

function syntax(text: string, offset: number, message: string, fn?: ExportedFunction): HostError {
  const params = fn?.signature.params.map(({ name, type }) => `${name}: ${describe(type)}`).join(', ');
  return new HostError({
    code: 'invoke-syntax',
    message: `${message}, at column ${offset + 1} of ${text}`,
    help: fn
      ? `Its parameters are (${params})${exampleFor(fn)}.`
      : 'Write a call in WAVE, as in add(1, 2); “WIT: Run” in VS Code and `wit-studio invoke COMPONENT` in a terminal have an example of each function.',
  });
}
