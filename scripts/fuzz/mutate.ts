/** Bytes of components, spoiled at random; the same seed gives the same bytes. */

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!;

/** Smaller ones more often: they take less time, and a larger part of their bytes is structure. */
function pickComponent(random: Random, components: readonly Uint8Array[]): Uint8Array {
  const [one, other] = [pick(random, components), pick(random, components)];
  return one.length < other.length ? one : other;
}

type Mutation = (bytes: Uint8Array, others: readonly Uint8Array[], random: Random) => Uint8Array;

/** One kind of mutation, a few times, on one of `components`. */
export function mutate(components: readonly Uint8Array[], random: Random): Uint8Array {
  const mutation = pick(random, MUTATIONS);
  let bytes = pickComponent(random, components);
  for (let times = 1 + below(random, 3); times > 0; times--) bytes = mutation(bytes, components, random);
  return bytes;
}

const flipBit: Mutation = (bytes, _, random) => {
  const flipped = bytes.slice();
  // Structure is dense at the start and at the end; code is between.
  const at = random() < 0.5 ? below(random, Math.min(flipped.length, 4_000)) : below(random, flipped.length);
  const place = random() < 0.5 ? at : flipped.length - 1 - at;
  flipped[place] = flipped[place]! ^ (1 << below(random, 8));
  return flipped;
};

const setByte: Mutation = (bytes, _, random) => {
  const changed = bytes.slice();
  const place = changed.length - 1 - Math.floor(random() ** 3 * changed.length);
  changed[place] = pick(random, [0, 1, 0x7f, 0x80, 0xff, below(random, 256)]);
  return changed;
};

const truncate: Mutation = (bytes, _, random) => bytes.slice(0, 8 + below(random, bytes.length - 8));

const removeBytes: Mutation = (bytes, _, random) => {
  const at = 8 + below(random, bytes.length - 8);
  return concat(bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 16)));
};

/** A letter of a name for another, which keeps the lengths right. */
const changeLetter: Mutation = (bytes, _, random) => {
  const changed = bytes.slice();
  const start = below(random, changed.length);
  for (let place = start; place < changed.length; place++) {
    if (!isLetter(changed[place]!) || !isLetter(changed[place - 1] ?? 0)) continue;
    changed[place] = pick(random, [...Buffer.from('azAZ09-_:/@.[]#\'"\\\n')]);
    break;
  }
  return changed;
};

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

const dropSection: Mutation = (bytes, _, random) => {
  const sections = sectionsOf(bytes);
  sections.splice(below(random, sections.length), 1);
  return joined(sections);
};

const repeatSection: Mutation = (bytes, _, random) => {
  const sections = sectionsOf(bytes);
  sections.splice(below(random, sections.length + 1), 0, pick(random, sections));
  return joined(sections);
};

const swapSections: Mutation = (bytes, _, random) => {
  const sections = sectionsOf(bytes);
  const [a, b] = [below(random, sections.length), below(random, sections.length)];
  [sections[a], sections[b]] = [sections[b]!, sections[a]!];
  return joined(sections);
};

/** A section of another component. */
const spliceSection: Mutation = (bytes, others, random) => {
  const sections = sectionsOf(bytes);
  const foreign = pick(random, sectionsOf(pickComponent(random, others)));
  sections.splice(below(random, sections.length + 1), random() < 0.5 ? 1 : 0, foreign);
  return joined(sections);
};

/** The whole component as a section of itself. */
const nest: Mutation = (bytes, others, random) => {
  const sections = sectionsOf(bytes);
  const inner = pickComponent(random, others);
  sections.splice(
    below(random, sections.length + 1),
    0,
    concat(Uint8Array.of(4, ...leb(inner.length)), inner),
  );
  return joined(sections);
};

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  setByte,
  truncate,
  removeBytes,
  changeLetter,
  dropSection,
  repeatSection,
  swapSections,
  spliceSection,
  nest,
];

/** The sections of a component, each with its head; what cannot be read is the last one. */
function sectionsOf(bytes: Uint8Array): Uint8Array[] {
  const sections: Uint8Array[] = [];
  for (let at = 8; at < bytes.length;) {
    const end = endOfSection(bytes, at);
    sections.push(bytes.subarray(at, end));
    at = end;
  }
  return sections.length > 0 ? sections : [new Uint8Array()];
}

function endOfSection(bytes: Uint8Array, start: number): number {
  let size = 0;
  for (let at = start + 1, shift = 0; at < bytes.length && shift < 35; at++, shift += 7) {
    size += (bytes[at]! & 0x7f) * 2 ** shift;
    if (bytes[at]! < 0x80) return Math.min(at + 1 + size, bytes.length);
  }
  return bytes.length;
}

function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

const COMPONENT = Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0);
const joined = (sections: readonly Uint8Array[]): Uint8Array => concat(COMPONENT, ...sections);
const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
