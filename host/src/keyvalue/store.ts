import type { StoreOperation, StoreResult } from '../wasi/keyvalue/call.ts';
import { incremented } from './integer.ts';
import type { Change, Table } from './table.ts';

/** The entries of one identifier. */
export interface Store {
  /**
   * Resolves when the operation is done, as durably as the store is. One operation is done whole or not at all, with
   * no other in between.
   * @throws StoreError
   */
  run(operation: StoreOperation): Promise<StoreResult>;
  close(): Promise<void>;
}

/** The result of an operation, and its changes. */
export interface Outcome {
  readonly result: StoreResult;
  readonly changes: readonly Change[];
}

/** Does an operation in memory. @throws StoreError, and then nothing has changed */
export function runOn(table: Table, operation: StoreOperation): Outcome {
  const outcome = outcomeOf(table, operation);
  table.apply(outcome.changes);
  return outcome;
}

const gives = (result: StoreResult, changes: readonly Change[] = []): Outcome => ({ result, changes });

function outcomeOf(table: Table, operation: StoreOperation): Outcome {
  switch (operation.do) {
    case 'open':
      return gives(undefined);
    case 'get':
      return gives(table.getMany(operation.keys));
    case 'exists':
      return gives(table.has(operation.key));
    case 'list':
      return gives(table.page(operation.cursor));
    case 'set':
      return gives(undefined, operation.entries);
    case 'delete':
      return gives(
        undefined,
        operation.keys.filter((key) => table.has(key)).map((key) => [key, undefined]),
      );
    case 'increment':
      return increment(table, operation);
    case 'swap':
      return swap(table, operation);
  }
}

function increment(
  table: Table,
  { key, delta, type }: Extract<StoreOperation, { do: 'increment' }>,
): Outcome {
  const sum = incremented(table.get(key), delta, type);
  return gives(sum, [[key, Buffer.from(sum.toString())]]);
}

function swap(table: Table, { key, expected, value }: Extract<StoreOperation, { do: 'swap' }>): Outcome {
  const present = table.get(key);
  const isExpected = present && expected ? Buffer.compare(present, expected) === 0 : present === expected;
  return gives({ swapped: isExpected }, isExpected ? [[key, value]] : []);
}
