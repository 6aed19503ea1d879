import type { Accessor, Extern, FunctionItem, FunctionType, ResourceFunction } from '../syntax/ast.ts';
import type { Definition } from './model.ts';

/** The function that a node of a definition is; undefined for other items. */
export function functionOf(node: Definition['node']): FunctionType | undefined {
  if ('func' in node) return (node as FunctionItem | ResourceFunction).func;
  const target = node.kind === 'extern' ? (node as Extern).target : undefined;
  return target?.kind === 'function' ? target.func : undefined;
}

/** Of the definition of a getter or a setter, which is it. */
export const accessorOf = (node: Definition['node']): Accessor | undefined => functionOf(node)?.accessor;
