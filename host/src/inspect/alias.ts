import type { Reader } from './reader.ts';
import { define, exportsOf, lookUp, OTHER, Sort, type Scope } from './types.ts';

/** An alias (Binary.md, `alias`): a name for what lies in an instance or in a scope further out. */
export function readAlias(reader: Reader, scope: Scope): void {
  const sort = reader.byte();
  if (sort === Sort.core) reader.byte();
  const target = reader.byte();
  if (target === 0x02) {
    const depth = reader.u32();
    const index = reader.u32();
    return define(scope, sort, lookUp(ancestor(scope, depth), sort, index));
  }
  const instance = reader.u32();
  const name = reader.name();
  const found = target === 0x00 ? exportsOf(scope.instances[instance]).get(name) : undefined;
  define(scope, sort, found ?? OTHER);
}

function ancestor(scope: Scope, depth: number): Scope {
  let found = scope;
  for (let left = depth; left > 0 && found.outer; left--) found = found.outer;
  return found;
}
