/**
 * Where the bindings of a component find a rule broken, JavaScript throws errors of its own, in its own words.
 * These are the words of the Component Model and of WebAssembly for the same.
 */
const REASONS: readonly (readonly [thrown: RegExp, reason: string])[] = [
  [/^Maximum call stack size exceeded/, 'wasm trap: call stack exhausted'],
  [
    /^Invalid typed array length|^Offset is outside the bounds|^Start offset .* is outside/,
    'wasm trap: out of bounds memory access',
  ],
  [/^The encoded data was not valid for encoding utf-8/, 'a string is not valid UTF-8'],
  [/^The encoded data was not valid for encoding utf-16/, 'a string is not valid UTF-16'],
  [/^not a valid char$|^Invalid code point/, 'wasm trap: invalid `char` bit pattern'],
];

export const reasonOf = ({ message }: Error): string =>
  REASONS.find(([thrown]) => thrown.test(message))?.[1] ?? message;
