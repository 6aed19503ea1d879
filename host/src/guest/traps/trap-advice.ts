/** The usual causes and remedies of a trap, by its reason (`reasonOf`). */
const ADVICE: readonly (readonly [reason: RegExp, advice: string])[] = [
  [
    /`unreachable`|^unreachable$/,
    'The guest gave up: a panic, an abort, a failed assertion, an exception that nothing caught, or no memory left. What it wrote to its standard error before may say why.',
  ],
  [
    /string is not valid UTF/,
    'Bytes that are no text were passed as a string: their type in the WIT may be list<u8>, or they have to be checked before.',
  ],
  [
    /content out-of-bounds|unaligned pointer|not aligned/,
    'The address or the length of a value that was passed is wrong: bindings of another version of the WIT, or a value that was freed or overwritten before. Generate the bindings again.',
  ],
  [
    /`char` bit pattern|discriminant/,
    'A value that was passed has none of the cases of its type: bindings of another version of the WIT, or memory that was not initialized. Generate the bindings again.',
  ],
  [
    /out of bounds table access|indirect call/,
    'A call through a function pointer that is null, was overwritten, or was cast to another type.',
  ],
  [
    /out of bounds memory access|segment out of bounds/,
    'A pointer or an index leads out of the memory of the instance: a value that was freed, a length that is wrong, or a field of a null pointer.',
  ],
  [/divide by zero/, 'An integer was divided by zero, or the remainder by zero was taken.'],
  [/integer overflow/, 'The smallest integer was divided by -1, whose result has no place in its type.'],
  [
    /invalid conversion to integer/,
    'A float that is not a number, or too large, was converted to an integer.',
  ],
  [
    /call stack exhausted/,
    'Functions call each other without an end, or too deep; the frames that repeat say which.',
  ],
  [
    /unknown handle index/,
    'A handle was used after it was dropped or given away, or was never given to this instance.',
  ],
  [
    /too many handles/,
    'Handles are made and never dropped: in languages without destructors each has to be dropped by hand.',
  ],
  [
    /borrow|that is lent/,
    'A resource was given away or dropped while a borrow of it is in use, or a borrow was kept beyond the call that it was lent for. Pass it as own<…> to keep it.',
  ],
  [
    /cannot (?:leave|enter) component instance/,
    'An instance called an import while it allocated memory or cleaned up after a call, or was called while a call of it was not over.',
  ],
  [
    /waitable set still contains waitables/,
    'A function returned while a call, a stream or a future of it is under way. In Python, start a task that goes on by `spawn` of `componentize_py_async_support`: those of asyncio end with their function.',
  ],
  [
    /cannot drop future write end without/,
    'The writable end of a future was dropped before a value was written to it: write one, also where there is nothing to report.',
  ],
];

export const adviceFor = (reason: string): string | undefined =>
  ADVICE.find(([pattern]) => pattern.test(reason))?.[1];
