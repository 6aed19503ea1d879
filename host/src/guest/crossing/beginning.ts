/**
 * As much of a value as its text begins with, so that printing megabytes for a line is spared: lists and strings are
 * cut where everything before them has `most` characters at least.
 */
export function beginning(value: unknown, most: number): unknown {
  let room = most + 1;
  const text = (one: string): string => {
    const cut = one.slice(0, Math.max(0, room));
    room -= cut.length;
    return cut;
  };
  const list = (items: Iterable<unknown>): unknown[] => {
    const taken: unknown[] = [];
    for (const item of items) {
      // An item has a character at least.
      if (room-- <= 0) break;
      taken.push(cut(item));
    }
    return taken;
  };
  const cut = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one);
    if (Array.isArray(one) || ArrayBuffer.isView(one)) return list(one as Iterable<unknown>);
    if (one instanceof Map) return new Map(list(one) as [unknown, unknown][]);
    // Values other than records and cases are handles.
    if (typeof one !== 'object' || one === null || Object.getPrototypeOf(one) !== Object.prototype)
      return one;
    return Object.fromEntries(Object.entries(one).map(([name, field]) => [name, cut(field)]));
  };
  return cut(value);
}
