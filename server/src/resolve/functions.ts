import type { Accessor, Extern, FunctionItem, FunctionType, ResourceFunction } from '../syntax/ast.ts';
import type { Context } from './context.ts';
import type { Definition, Scope } from './model.ts';
import { resolveType } from './types.ts';

/** The function that a node of a definition is; undefined for other items. */
export function functionOf(node: Definition['node']): FunctionType | undefined {
  if ('func' in node) return (node as FunctionItem | ResourceFunction).func;
  const target = node.kind === 'extern' ? (node as Extern).target : undefined;
  return target?.kind === 'function' ? target.func : undefined;
}

/** Of the definition of a getter or a setter, which is it. */
export const accessorOf = (node: Definition['node']): Accessor | undefined => functionOf(node)?.accessor;

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
