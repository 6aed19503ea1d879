import type { TopLevelUse } from '../syntax/ast.ts';
import { type Context, definitionRange, firstOne, nameRange, type Part } from './context.ts';
import { itemAt } from './paths.ts';
import { isWorld, type Definition } from './model.ts';

/** Second step: the names that the top-level `use` of each file brings in; they hold in that file alone. */
export function openFileScopes(context: Context): void {
  for (const part of context.source.parts) {
    const uses = part.items.filter((item) => item.kind === 'top-level-use');
    const scope = declareAliases(context, part, uses);
    for (const use of uses) resolveAlias(context, part, scope, use);
    // Only now: a `use` sees the package's items, not what other `use` of the file bring in.
    context.fileScopes.set(part.file.uri, scope);
  }
}

/** Of the top-level names of a file that are the same, all but the first are reported; an item goes before a `use`. */
function declareAliases(context: Context, { file, items }: Part, uses: readonly TopLevelUse[]) {
  const scope = new Map<string, Definition>();
  const first = new Map<string, Definition>();
  const localNames = new Set(items.flatMap((item) => ('name' in item && item.name?.text) || []));
  for (const use of uses) {
    const name = use.as ?? use.path?.name;
    if (!name) continue;
    const definition = context.define('use', file.uri, name, use, undefined);
    const local = localNames.has(name.text) ? context.items.get(name.text)?.definition : undefined;
    if (!local && !scope.has(name.text)) scope.set(name.text, definition);
    const earlier = first.get(name.text) ?? local;
    first.set(name.text, earlier ? reportSecond(context, earlier, definition) : definition);
  }
  return scope;
}

/** @returns the first of two */
function reportSecond(context: Context, one: Definition, other: Definition): Definition {
  const [first, second] = one.token < other.token ? [one, other] : [other, one];
  const detail = { name: second.name };
  context.report('duplicate-name-in-file', definitionRange(second), detail, firstOne(first));
  return first;
}

function resolveAlias(
  context: Context,
  { file }: Part,
  scope: Map<string, Definition>,
  use: TopLevelUse,
): void {
  const target = itemAt(context, file.uri, use.path);
  const alias = scope.get((use.as ?? use.path?.name)?.text ?? '');
  if (alias?.node !== use || !target) return;
  // To the reference a path into another package names an interface unless `include` says otherwise.
  if (isWorld(target) && use.path?.package) {
    context.worldsUsedAsInterfaces.set(target, nameRange(file.uri, use.path.name!));
  }
  alias.target = target.definition;
}
