/** How often each step was really done. Tests use it to show what an edit does not cost. */
export interface Counters {
  parsed: number;
  resolved: number;
  checked: number;
  /** Sets of encoded files that were given to the decoder. */
  decoded: number;
}

export function newCounters(): Counters {
  return { parsed: 0, resolved: 0, checked: 0, decoded: 0 };
}
