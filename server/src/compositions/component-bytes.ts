import { type BinaryKind, kindOf } from '../binary/kind.ts';
import { ProblemError, type SourceLocation } from '../base/problem.ts';

/** What a file is called that is no component, and what to do about it. */
const OTHERS: Readonly<
  Record<Exclude<BinaryKind, 'component' | 'core-module'>, readonly [what: string, help: string]>
> = {
  package: ['a WIT package, types without code', 'Build a component for one of its worlds, and name that.'],
  empty: ['an empty file', 'Build the component again.'],
  other: [
    'something else',
    'A component is a binary .wasm file; text (.wat) must be assembled first, and sources are built: name their folder.',
  ],
};

const WIT_TEXT = ['WIT, types without code', OTHERS.package[1]] as const;

/**
 * The bytes of a file that must be a component, or a core module of which `wrapModule` makes one.
 * @param path for the message
 * @param at where the path is written
 * @param orPackage whether a WIT package in the binary format will do, too
 * @throws ProblemError `not-a-component`
 */
export function asComponent(
  bytes: Uint8Array,
  path: string,
  at?: SourceLocation,
  orPackage = false,
): Uint8Array {
  const kind = kindOf(bytes);
  if (kind === 'component' || kind === 'core-module' || (orPackage && kind === 'package')) return bytes;
  const [what, help] = kind === 'other' && path.endsWith('.wit') ? WIT_TEXT : OTHERS[kind];
  throw new ProblemError({
    code: 'not-a-component',
    message: `${path} is ${what}, not a WebAssembly component`,
    help,
    ...(at && { at }),
  });
}

/** @param reason `there is no such file`, or what the system says */
export function unreadableComponent(path: string, reason: string, at?: SourceLocation): ProblemError {
  return new ProblemError({
    code: 'component-unreadable',
    message: `${path} cannot be read: ${reason}`,
    help: 'Build the component first, or check the path.',
    ...(at && { at }),
  });
}
