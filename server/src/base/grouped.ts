/**
 * Values by a key that several may have, in the order they come in, or what `valueOf` makes of them. (`Map.groupBy` needs
 * Node 21.)
 */
export function grouped<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]>;
export function grouped<K, V, T>(
  values: Iterable<V>,
  keyOf: (value: V) => K,
  valueOf: (value: V) => T,
): Map<K, T[]>;
export function grouped<K, V>(
  values: Iterable<V>,
  keyOf: (value: V) => K,
  valueOf: (value: V) => unknown = (value) => value,
): Map<K, unknown[]> {
  const groups = new Map<K, unknown[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(valueOf(value));
    else groups.set(key, [valueOf(value)]);
  }
  return groups;
}
