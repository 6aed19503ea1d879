import { parse, type AnyNode, type Node } from 'acorn';
import { isNode } from '../../base/script-node.ts';
import type { ScriptPlace } from './places.ts';

/** Whether the function around a place catches exceptions from there. */
export type Catching = (place: ScriptPlace) => boolean;

interface Range {
  readonly isFunction: boolean;
  readonly node: Node;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** @param code a CommonJS module */
export function catchingIn(code: string): Catching {
  const ranges: Range[] = [];
  const options = { ecmaVersion: 'latest', locations: true, allowReturnOutsideFunction: true } as const;
  collect(parse(code, options), ranges);
  return (place) => {
    // A function or a block that begins later is further inside.
    const around = ranges.filter(({ node }) => holds(node, place));
    return around.length > 0 && !around.at(-1)!.isFunction;
  };
}

/** Functions, and blocks with a `catch`, in the order of their starts. */
function collect(node: AnyNode, ranges: Range[]): void {
  if (FUNCTIONS.has(node.type)) ranges.push({ isFunction: true, node });
  for (const [key, value] of Object.entries(node) as [string, unknown][])
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      if (node.type === 'TryStatement' && key === 'block' && node.handler)
        ranges.push({ isFunction: false, node: child });
      collect(child, ranges);
    }
}

/** Lines of acorn count from 1. */
function holds({ loc }: Node, { lineNumber, columnNumber }: ScriptPlace): boolean {
  const isAtOrBehind = (at: { readonly line: number; readonly column: number }): boolean =>
    lineNumber + 1 > at.line || (lineNumber + 1 === at.line && columnNumber >= at.column);
  return loc !== undefined && loc !== null && isAtOrBehind(loc.start) && !isAtOrBehind(loc.end);
}
