/** As `flatMap`, for many lists of which most are empty: it is several times as fast. */
export function collected<K, V>(all: readonly K[], listOf: (one: K) => Iterable<V>): V[] {
  const values: V[] = [];
  for (const one of all) for (const value of listOf(one)) values.push(value);
  return values;
}
