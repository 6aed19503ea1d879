/** The maximum number of cached texts. */
const most = 10_000;

/**
 * A function of a text that remembers its results, for what is asked of the same few texts over and over. It
 * forgets them all when they are too many.
 */
export function memoizedByText<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found!;
    if (known.size === most) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
