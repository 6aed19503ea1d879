import { memoizedByText } from '../base/memoized-by-text.ts';

const numbers = ['major', 'minor', 'patch'] as const;
const largest = 2n ** 64n - 1n;

/**
 * The reason for which a text is no semantic version, in words, or undefined. The numbers are at most 2^64 - 1, as in
 * the reference. Memoised: a package has few versions, and hundreds of gates that name them.
 */
export const versionMistake = memoizedByText((text: string): string | undefined => {
  const [core = '', build] = split(text, '+');
  const [main = '', preRelease] = split(core, '-');
  const parts = main.split('.');
  for (const [index, name] of numbers.entries()) {
    const mistake = numberMistake(parts[index] ?? '', `${name} version number`);
    if (mistake) return mistake;
  }
  return suffixMistake(preRelease, 'pre-release', true) ?? suffixMistake(build, 'build metadata', false);
});

function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function numberMistake(digits: string, what: string): string | undefined {
  if (!/^\d+$/.test(digits)) return `the ${what} is not a number`;
  if (digits.length > 1 && digits.startsWith('0')) return `the ${what} starts with a zero`;
  return digits.length > String(largest).length || BigInt(digits) > largest
    ? `the ${what} is too large`
    : undefined;
}

function suffixMistake(suffix: string | undefined, what: string, numeric: boolean): string | undefined {
  for (const part of suffix?.split('.') ?? []) {
    if (part === '') return `an identifier of the ${what} is empty`;
    if (!/^[0-9A-Za-z-]+$/.test(part))
      return `the ${what} has a character other than letters, digits and \`-\``;
    if (numeric && /^0\d+$/.test(part)) return `a number of the ${what} starts with a zero`;
  }
  return undefined;
}

/**
 * Compares two semantic versions (semver.org, 11): negative when the first is the earlier one. Of versions that are
 * otherwise equal, the one with build metadata, or with the greater one, is later, as in the reference. An invalid
 * version is neither earlier nor later than another.
 */
export function compareVersions(one: string, other: string): number {
  if (one === other || [one, other].some(versionMistake)) return 0;
  const [a, b] = [precedence(one), precedence(other)];
  for (let i = 0; i < 3; i++) {
    const difference = (a.numbers[i] ?? 0n) - (b.numbers[i] ?? 0n);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return comparePreRelease(a.preRelease, b.preRelease) || compareLists(a.build, b.build);
}

interface Precedence {
  readonly numbers: readonly bigint[];
  readonly preRelease: readonly string[];
  readonly build: readonly string[];
}

const precedence = memoizedByText((version: string): Precedence => {
  const [core = '', build] = split(version, '+');
  const [main = '', preRelease] = split(core, '-');
  const numbers = main.split('.').map((digits) => BigInt(digits || 0));
  return { numbers, preRelease: preRelease?.split('.') ?? [], build: build?.split('.') ?? [] };
});

/** A release comes behind its pre-releases. */
function comparePreRelease(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  return compareLists(one, other);
}

/** More identifiers come behind fewer. */
function compareLists(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    const order = compareIdentifiers(part, against);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

function compareIdentifiers(one: string, other: string): number {
  const [numeric, otherNumeric] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (numeric !== otherNumeric) return numeric ? -1 : 1;
  if (numeric && BigInt(one) !== BigInt(other)) return BigInt(one) < BigInt(other) ? -1 : 1;
  // Build metadata may start with zeros.
  if (numeric) return one.length - other.length;
  return one === other ? 0 : one < other ? -1 : 1;
}
