/** The maximum number of cached texts. */
const most = 10_000;

/**
 * Memoises a function of a text, for frequent calls with the same few texts. When there are too many, it forgets all
 * results.
 */
export function memoizedByText<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found!;
    if (known.size === most) known.clear();
    const result = make(text);
    known.set(text, result);
    return result;
  };
}
