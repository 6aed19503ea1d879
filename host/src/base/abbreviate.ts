/** A list of names for users: the first ones, and the number of the others. */
export function abbreviate(names: readonly string[], link = ', '): string {
  // One more is named, since `and 1 more` is no shorter.
  const shown = names.length > MOST + 1 ? names.slice(0, MOST) : names;
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(link)} and ${rest} more` : shown.join(link);
}

const MOST = 8;
