/** The length of names beyond which nobody mistypes one for another, and comparing takes long: it is quadratic. */
const longest = 200;

/**
 * The candidate that was most likely meant by `name`, for "did you mean"; undefined when none is close. Close names are
 * equal except for case or the order of words, or have at most one error in three letters.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const distance = sameWords(name, candidate) ? 0.5 : editDistance(name, candidate, least);
    if (distance < least && distance < Math.max(name.length, candidate.length)) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

const words = (name: string): string => name.toLowerCase().split(/[-_]/).sort().join('-');
const sameWords = (a: string, b: string): boolean => a.length === b.length && words(a) === words(b);

/**
 * The number of letters to insert, remove, replace or swap with their neighbour to turn one text into the other
 * (optimal string alignment distance). Distances that are not below `limit` are all returned as `limit`.
 */
function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let leastInRow = row;
    for (let column = 1; column <= b.length; column++) {
      const replaced = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const least = Math.min(replaced, last[column]! + 1, current[column - 1]! + 1);
      const here = swapped ? Math.min(least, beforeLast[column - 2]! + 1) : least;
      current.push(here);
      if (here < leastInRow) leastInRow = here;
    }
    if (leastInRow >= limit) return limit;
    [beforeLast, last] = [last, current];
  }
  return last[b.length]!;
}
