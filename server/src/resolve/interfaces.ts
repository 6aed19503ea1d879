import type { Context } from './context.ts';
import { resolveFunction, resolveTypeDefinition } from './types.ts';
import type { InterfaceModel } from './model.ts';
import { resolveUses } from './uses.ts';

/** Looks up every name in an interface. */
export function resolveInterface(context: Context, model: InterfaceModel): void {
  const uses = model.items.filter((item) => item.kind === 'use');
  for (const dependency of resolveUses(context, model, uses)) model.dependencies.add(dependency);
  for (const item of model.items) {
    if (item.kind === 'use') continue;
    if (item.kind !== 'function') resolveTypeDefinition(context, model, item);
    else resolveFunction(context, model, item.func, context.definitionAt(model.file, item.name));
  }
}
