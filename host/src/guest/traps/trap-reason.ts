import { BrokenRule } from '../../base/broken-rule.ts';
import { asyncRuleOf } from './async-rules.ts';

export interface Reason {
  readonly text: string;
  /** Whether the guest broke a rule towards the host (`BrokenRule`), in place of a trap. */
  readonly isRule: boolean;
}

const OUTSIDE = 'wasm trap: out of bounds memory access';

type Words = readonly (readonly [thrown: RegExp, reason: string])[];

/**
 * Where the bindings of a component find a rule broken, JavaScript throws errors of its own, in its own words. These are
 * the words of the Component Model for them.
 */
const RULES: Words = [
  [/^Invalid typed array length|^Offset is outside the bounds|^Start offset .* is outside/, OUTSIDE],
  [/^The encoded data was not valid for encoding utf-8/, 'a string is not valid UTF-8'],
  [/^The encoded data was not valid for encoding utf-16/, 'a string is not valid UTF-16'],
  [/^not a valid char$|^Invalid code point/, 'wasm trap: invalid `char` bit pattern'],
];

/** Those that the scripts of translations throw in good words (jco's engine, and our corrections). */
const SAID =
  /^unknown handle index|owned resource while borrowed$|^borrow handles still remain|^list pointer .* is not aligned|^pointer not aligned$|^realloc return: |^invalid variant discriminant/;

/** V8 has its own words for the traps of WebAssembly. */
const TRAPS: Words = [
  [/^Maximum call stack size exceeded/, 'wasm trap: call stack exhausted'],
  [/^memory access out of bounds$/, OUTSIDE],
  [/^(?:divide|remainder) by zero$/, 'wasm trap: integer divide by zero'],
  [/^divide result unrepresentable$/, 'wasm trap: integer overflow'],
  [/^float unrepresentable in integer range$/, 'wasm trap: invalid conversion to integer'],
  [/^table index is out of bounds$/, 'wasm trap: undefined element: out of bounds table access'],
  [
    /^(?:null )?function (?:or function )?signature mismatch$/,
    'wasm trap: indirect call to a null function or to one of another type',
  ],
];

/**
 * The adapters between instances of a fused module trap by `unreachable`; these are the names of the functions that do it
 * where wasmtime's host would report an error.
 */
const FUSED: Words = [
  [/^find a handle$/, 'unknown handle index'],
  [/^add a handle$/, 'there are too many handles'],
  [/^component-transcode-/, 'a string is not valid UTF-8'],
  [/^component-resource-(?:drop|transfer)/, 'a handle that is lent is dropped or given away'],
  [/^exit-sync-call$/, 'a borrowed handle is still there at the end of the call'],
];
const LEAVES = /^component-(?:lower-import|resource-new)/;

export function reasonOf(error: Error): Reason {
  const { message, stack = '' } = error;
  const rule = inWords(RULES, message) ?? asyncRuleOf(message);
  if (rule !== undefined) return { text: rule, isRule: true };
  if (message === 'unreachable') return unreachable(stack);
  // The engine's scripts say the same where a load of the guest's own leads out of its memory.
  const isOutside = message === OUTSIDE && !/^.*\n +at .*wasm:/.test(stack);
  const isRule = error instanceof BrokenRule || SAID.test(message) || isOutside;
  return { text: inWords(TRAPS, message) ?? message, isRule };
}

function unreachable(stack: string): Reason {
  const name = /^ +at (?<name>.*) \(wasm:/m.exec(stack)?.groups?.['name'] ?? '';
  const rule = inWords(FUSED, name);
  if (rule !== undefined) return { text: rule, isRule: true };
  const trap = LEAVES.test(name)
    ? 'cannot leave component instance'
    : (/^trap: (?<trap>.*)$/.exec(name)?.groups?.['trap'] ?? 'wasm `unreachable` instruction executed');
  return { text: `wasm trap: ${trap}`, isRule: false };
}

const inWords = (words: Words, text: string): string | undefined =>
  words.find(([thrown]) => thrown.test(text))?.[1];
