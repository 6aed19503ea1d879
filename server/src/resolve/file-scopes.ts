import type { TopLevelUse } from '../syntax/ast.ts';
import { type Context, definitionRange, firstOne, nameRange, type Part } from './context.ts';
import { itemAt } from './paths.ts';
import { isWorld, type Definition } from './model.ts';

/** Second step: the names that the top-level `use` of each file brings in; they hold in that file alone. */
export function openFileScopes(context: Context): void {
  for (const part of context.source.parts) {
    const scope = new Map<string, Definition>();
    const uses = part.items.filter((item) => item.kind === 'top-level-use');
    for (const use of uses) declareAlias(context, part, scope, use);
    for (const use of uses) resolveAlias(context, part, scope, use);
    // Only now: a `use` sees the package's items, not what other `use` of the file bring in.
    context.fileScopes.set(part.file.uri, scope);
  }
}

function declareAlias(
  context: Context,
  { file, items }: Part,
  scope: Map<string, Definition>,
  use: TopLevelUse,
): void {
  const name = use.as ?? use.path?.name;
  if (!name) return;
  const definition = context.define('use', file.uri, name, use, undefined);
  const isLocal = items.some((item) => 'name' in item && item.name?.text === name.text);
  const other = scope.get(name.text) ?? (isLocal ? context.items.get(name.text)?.definition : undefined);
  if (other) reportSecond(context, other, definition);
  else scope.set(name.text, definition);
}

/** Of two top-level names of a file the second is reported. */
function reportSecond(context: Context, one: Definition, other: Definition): void {
  const [first, second] = one.token < other.token ? [one, other] : [other, one];
  const detail = { name: second.name };
  context.report('duplicate-name-in-file', definitionRange(second), detail, firstOne(first));
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
    context.takenForInterface.set(target, nameRange(file.uri, use.path.name!));
  }
  alias.target = target.definition;
}
