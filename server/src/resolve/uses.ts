import type { Renaming, Use } from '../syntax/ast.ts';
import { type Context, nameRange } from './context.ts';
import { isExcluded } from './gates.ts';
import { behindGate, interfaceAt, namesBehindGate } from './paths.ts';
import { typeNames } from './types.ts';
import type { InterfaceModel, Scope } from './model.ts';

/** Third step: where the names that `use` brings into a body come from. */
export function resolveUses(context: Context, scope: Scope, uses: readonly Use[]): Set<InterfaceModel> {
  const dependencies = new Set<InterfaceModel>();
  for (const use of uses) {
    const { attributes, path, names } = use;
    const from = behindGate(context, attributes, path, () =>
      interfaceAt(context, scope.definition.uri, path),
    );
    if (!from) continue;
    // Only a use of types makes a dependency.
    if (names.length > 0 && !isExcluded(attributes, context.features)) dependencies.add(from);
    namesBehindGate(context, attributes, path, () => {
      for (const renaming of names) resolveName(context, scope, renaming, from);
    });
  }
  return dependencies;
}

function resolveName(context: Context, scope: Scope, { name, as }: Renaming, from: InterfaceModel): void {
  const { uri } = scope.definition;
  const target = from.names.get(name.text);
  const detail = { name: name.text, interface: from.definition.name };
  if (!target) {
    const candidates = context.candidates(typeNames(from));
    context.report('unknown-used-name', nameRange(uri, name), { ...detail, candidates });
    return;
  }
  if (target.kind === 'function') context.report('use-of-function', nameRange(uri, name), detail);
  context.refer(uri, name, target);
  const alias = scope.names.get((as ?? name).text);
  const token = (as ?? name).token;
  if (alias?.kind === 'use' && alias.token === token) alias.target = target;
}
