/** Texts are compared in pieces of this many UTF-16 units: to compare two pieces is one step for the engine. */
const piece = 512;

/** How two texts differ: they start and end with so many UTF-16 units that are the same. */
export interface ChangedText {
  readonly before: number;
  readonly behind: number;
}

/** The two ends never overlap, in neither text. */
export function changedText(old: string, text: string): ChangedText {
  const most = Math.min(old.length, text.length);
  const before = sameUnits(most, (from, to) => old.slice(from, to) === text.slice(from, to));
  const behind = sameUnits(
    most - before,
    (from, to) =>
      old.slice(old.length - to, old.length - from) === text.slice(text.length - to, text.length - from),
  );
  return { before, behind };
}

/** How far two texts are the same from one end on. */
function sameUnits(most: number, isSame: (from: number, to: number) => boolean): number {
  let same = 0;
  for (let step = piece; step >= 1; step >>= 1)
    while (same + step <= most && isSame(same, same + step)) same += step;
  return same;
}
