/** Reads which code of a fused module was copied from where (toolkit/fuse/src/origins.rs has the format). */
import { readSize } from '../../../../server/src/binary/sections.ts';

export const ORIGINS = 'wit-studio:origins';

/** A module that was fused. */
export interface SourceModule {
  readonly name: string;
  /** A module of its DWARF alone, where addresses count in a code section of the same length. */
  readonly bytes: Uint8Array;
}

/** A place in the code section of a module that was fused. */
export interface Origin {
  readonly source: SourceModule;
  readonly offset: number;
}

interface Copied {
  readonly source: SourceModule;
  readonly start: number;
  readonly end: number;
  readonly points: readonly Point[];
}

type Point = readonly [at: number, from: number];

/** @throws RangeError when it ends inside of something */
export function readOrigins(section: Uint8Array): (offset: number) => Origin | undefined {
  const functions = functionsIn(section);
  return (offset) => {
    const copied = lastBefore(functions, offset, ({ start }) => start);
    if (!copied || offset >= copied.end) return undefined;
    const point = lastBefore(copied.points, offset, ([at]) => at);
    return point && { source: copied.source, offset: point[1] + offset - point[0] };
  };
}

function functionsIn(section: Uint8Array): readonly Copied[] {
  let place = 0;
  const number = (): number => {
    const [value, end] = readSize(section, place);
    place = end;
    return value;
  };
  const bytes = (): Uint8Array => {
    const length = number();
    return section.subarray(place, (place += length));
  };
  const times = <T>(make: () => T): T[] => Array.from({ length: number() }, make);
  const sources = times((): SourceModule => ({ name: new TextDecoder().decode(bytes()), bytes: bytes() }));
  let start = 0;
  return times((): Copied => {
    start += number();
    const [end, source] = [start + number(), sources[number()]];
    if (!source) throw new RangeError('a function is of no module');
    let at = start;
    return { source, start, end, points: times((): Point => [(at += number()), number()]) };
  });
}

/** The last whose key is not above the offset, of some in the order of their keys. */
function lastBefore<T>(all: readonly T[], offset: number, key: (one: T) => number): T | undefined {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key(all[middle]!) <= offset) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}
