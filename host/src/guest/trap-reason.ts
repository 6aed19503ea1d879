/**
 * Where the bindings of a component find a rule broken, JavaScript throws errors of its own, in its own words, and
 * V8 has its own for the traps of WebAssembly. These are the words of the Component Model and of WebAssembly for them.
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
  [/^unreachable$/, 'wasm trap: wasm `unreachable` instruction executed'],
  [/^memory access out of bounds$/, 'wasm trap: out of bounds memory access'],
  [/^(?:divide|remainder) by zero$/, 'wasm trap: integer divide by zero'],
  [/^divide result unrepresentable$/, 'wasm trap: integer overflow'],
  [/^float unrepresentable in integer range$/, 'wasm trap: invalid conversion to integer'],
  [/^table index is out of bounds$/, 'wasm trap: undefined element: out of bounds table access'],
  [
    /^(?:null )?function (?:or function )?signature mismatch$/,
    'wasm trap: indirect call to a null function or to one of another type',
  ],
];

/** The adapters between instances of a fused module trap by `unreachable`; these are their function names. */
const FUSED: readonly (readonly [name: RegExp, reason: string])[] = [
  [/^find a handle$/, 'unknown handle index'],
  [/^add a handle$/, 'there are too many handles'],
  [/^component-transcode-/, 'a string is not valid UTF-8'],
  [/^component-resource-(?:drop|transfer)/, 'a handle that is lent is dropped or given away'],
  [/^exit-sync-call$/, 'a borrowed handle is still there at the end of the call'],
  [/^component-(?:lower-import|resource-new)/, 'wasm trap: cannot leave component instance'],
];

export function reasonOf({ message, stack = '' }: Error): string {
  const reason = REASONS.find(([thrown]) => thrown.test(message))?.[1];
  if (reason !== undefined || message !== 'unreachable') return reason ?? message;
  const innermost = /^ +at (?<name>.*) \(wasm:/m.exec(stack)?.groups?.['name'] ?? '';
  const trap = /^trap: (?<trap>.*)$/.exec(innermost)?.groups?.['trap'];
  if (trap !== undefined) return `wasm trap: ${trap}`;
  return FUSED.find(([name]) => name.test(innermost))?.[1] ?? message;
}
