import { runOn, type Store } from './store.ts';
import { Table } from './table.ts';

/**
 * A store that lives as long as the process of its guest.
 * @param data its initial entries
 */
export function memoryStore(data: readonly (readonly [key: string, value: string])[] = []): Store {
  const table = new Table();
  table.apply(data.map(([key, value]) => [key, Buffer.from(value)]));
  return {
    run: async (operation) => runOn(table, operation).result,
    close: () => Promise.resolve(),
  };
}
