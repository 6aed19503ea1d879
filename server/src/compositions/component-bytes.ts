import { nearest } from '../base/nearest.ts';
import { type BinaryKind, isCutOff, kindOf, unknownVersionOf } from '../binary/kind.ts';
import { ProblemError, type SourceLocation } from '../base/problem.ts';

/** Description of a file that is not a component, and the remedy. */
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

/** Text formats that may be mistaken for a component, by file extension. */
const TEXTS: Readonly<Record<string, readonly [what: string, help: string]>> = {
  wit: ['WIT, types without code', OTHERS.package[1]],
  wat: [
    'the text of WebAssembly',
    'Assemble it, and name the .wasm that comes out: wasm-tools parse -o NAME.wasm.',
  ],
  ...Object.fromEntries(
    Object.entries({
      js: 'JavaScript',
      mjs: 'JavaScript',
      ts: 'TypeScript',
      rs: 'Rust',
      go: 'Go',
      py: 'Python',
      c: 'C',
    }).map(([ending, language]) => [
      ending,
      [
        language,
        'Sources are built first: name the folder of the component, the one with its package.json, Cargo.toml or the like.',
      ] as const,
    ]),
  ),
};

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
  const [what, help] = (kind === 'other' ? knownOther(bytes, path) : undefined) ?? OTHERS[kind];
  throw new ProblemError({
    code: 'not-a-component',
    message: `${path} is ${what}, not a WebAssembly component`,
    help,
    ...(at && { at }),
  });
}

function knownOther(bytes: Uint8Array, path: string): readonly [what: string, help: string] | undefined {
  if (isCutOff(bytes)) return ['the beginning of a WebAssembly binary', OTHERS.empty[1]];
  const version = unknownVersionOf(bytes);
  if (version === undefined) return TEXTS[path.slice(path.lastIndexOf('.') + 1)];
  return [
    `WebAssembly of ${version}`,
    'Components of version 13, layer 1 are known: build it with tools of today, or use a newer WIT Studio.',
  ];
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x1f]/;

/**
 * The reason why a path does not exist.
 * @param name the first folder or file on the way that is not there
 * @param siblings names of the files and folders beside the missing one
 */
export function missingReason(name: string, siblings: readonly string[]): string {
  // "target\new.wasm" has a line break.
  if (CONTROL.test(name))
    return 'there is no such file; a \\ in double quotes starts an escape: write / in its place';
  if (name.includes('\\'))
    return 'there is no such file; the folders of a path are separated by /, not by \\';
  const meant = siblings.includes(`${name}.wasm`) ? `${name}.wasm` : nearest(name, siblings);
  const what = /\.\w+$/.test(name) ? 'file' : 'file or folder';
  return `there is no such ${what}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

/** @param reason `there is no such file`, or the system's message */
export function unreadableComponent(path: string, reason: string, at?: SourceLocation): ProblemError {
  return new ProblemError({
    code: 'component-unreadable',
    message: `${path} cannot be read: ${reason}`,
    help: 'Build the component first, or check the path.',
    ...(at && { at }),
  });
}
