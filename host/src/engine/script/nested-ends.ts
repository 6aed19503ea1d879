/**
 * A stream or a future within another one belongs to the component that receives it (Canonical ABI, `lift_stream`,
 * `lower_stream`). js-component-bindgen 2.18 gives the receiver the number that such a stream has in the sender's
 * table, and a second future in place of such a future, whose writer does not hear that it is dropped. Here the
 * readable end moves from the sender's table to the receiver's.
 */
const LOWER_STREAM = /(?=\n *function _lowerFlatStream\(meta\) \{)/;
const NUMBER = /waitableIdx = internalStream\.readEnd\(\)\.waitableIdx\(\);/;

const LIFTED_FUTURE = /return \[ futureEnd\.promise\(\), ctx \];/;
const LOWER_FUTURE = /(?=\n *function _lowerFlatFuture\(meta\) \{)/;
const FUTURE_NUMBER = /(let globalRep = future\[symbolRscRep\];\s*let waitableIdx;\s*if \()(globalRep\) \{)/;

/** In the scope of the tables, as they are. No name of the generator's own ends like these. */
const moved = (Kind: 'Stream' | 'Future'): string => `
function moved${Kind}$(end, tableIdx) {
  const from = end.${Kind.toLowerCase()}TableIdx();
  if (from === tableIdx) return end.waitableIdx();
  const tables = ${Kind.toUpperCase()}_TABLES;
  getOrCreateAsyncState(tables[from].componentIdx).handles.remove(end.waitableIdx());
  tables[from].table.remove(end.handle());
  end.setHandle(tables[tableIdx].table.insert(end));
  end.set${Kind}TableIdx(tableIdx);
  end.setWaitableIdx(getOrCreateAsyncState(tables[tableIdx].componentIdx).handles.insert(end));
  return end.waitableIdx();
}
`;

/** A future that the host has begun to read is lowered as a promise of the host. */
const MOVE_FUTURE = `$1future.end$$?.isIdleState()) {
        waitableIdx = movedFuture$$(future.end$$, futureTableIdx);
      } else if ($2`;

/** @param script the generator's output */
export const moveNestedEnds = (script: string): string =>
  script
    .replace(LOWER_STREAM, () => moved('Stream'))
    .replace(NUMBER, 'waitableIdx = movedStream$$(internalStream.readEnd(), streamTableIdx);')
    .replace(LIFTED_FUTURE, 'return [ Object.assign(futureEnd.promise(), { end$$: futureEnd }), ctx ];')
    .replace(LOWER_FUTURE, () => moved('Future'))
    .replace(FUTURE_NUMBER, MOVE_FUTURE);
