import type { FunctionType } from '../syntax/ast.ts';
import type { Context } from './context.ts';
import type { Definition, Scope } from './model.ts';
import { resolveType } from './types.ts';

/** Looks up the names in a function's type, and gives its parameters definitions. */
export function resolveFunction(
  context: Context,
  scope: Scope,
  func: FunctionType,
  container: Definition | undefined,
): void {
  for (const param of func.params) {
    context.define('param', scope.definition.uri, param.name, param, container);
    resolveType(context, scope, param.type);
  }
  resolveType(context, scope, func.result);
}
