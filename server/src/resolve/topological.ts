/**
 * Sorts names after those that they need, and otherwise preserves their order, as the reference does: of the names that
 * are ready it takes the first. Names in a cycle, and those that need one, are left out.
 *
 * @param needs by name; names that are no key of it do not count
 */
export function topological(needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const names = [...needs.keys()];
  const places = new Map(names.map((name, place) => [name, place]));
  const { open, users } = count(needs);
  const ordered = new Set<string>();
  const ready = names.flatMap((name, place) => (open.get(name) === 0 ? [place] : []));
  for (let place = ready.shift(); place !== undefined; place = ready.shift()) {
    const name = names[place]!;
    ordered.add(name);
    for (const user of users.get(name) ?? []) {
      const left = open.get(user)! - 1;
      open.set(user, left);
      if (left === 0) insertSorted(ready, places.get(user)!);
    }
  }
  return ordered;
}

/** The number of open needs of each name, and its dependents. */
function count(needs: ReadonlyMap<string, readonly string[]>) {
  const open = new Map<string, number>();
  const users = new Map<string, string[]>();
  for (const [name, list] of needs) {
    const known = list.filter((one) => needs.has(one));
    open.set(name, known.length);
    for (const one of known) {
      const others = users.get(one);
      if (others) others.push(name);
      else users.set(one, [name]);
    }
  }
  return { open, users };
}

function insertSorted(sorted: number[], value: number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}
