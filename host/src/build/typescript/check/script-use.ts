import type { AnyNode, Program } from 'acorn';
import { isNode } from '../../../base/script-node.ts';

/** The features and modules that a bundle uses, found without running it. */
export interface ScriptUse {
  /** Names that may be globals: those that it refers to, and members of the global object. */
  readonly names: readonly string[];
  /** Whether it has promises, so that its functions may have something to wait for. */
  readonly hasPromises: boolean;
  /** The clause at its end by which it exports, where it has one. */
  readonly exports: ExportClause | undefined;
}

export interface ExportClause {
  readonly start: number;
  readonly end: number;
  readonly names: readonly (readonly [local: string, exported: string])[];
}

/** The names and constructs of a bundle that need parts of the prelude or imports of the component. */
export function useOf(program: Program): ScriptUse {
  const names = new Set<string>();
  let hasPromises = false;
  visit(program, (node, parent) => {
    const name = referenceOf(node, parent) ?? globalMemberOf(node);
    if (name !== undefined) names.add(name);
    hasPromises ||= isPromising(node);
  });
  hasPromises ||= PROMISING.some((name) => names.has(name));
  return { names: [...names], hasPromises, exports: exportClauseOf(program) };
}

function visit(node: AnyNode, each: (node: AnyNode, parent?: AnyNode) => void, parent?: AnyNode): void {
  each(node, parent);
  for (const value of Object.values(node) as unknown[])
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, each, node);
}

/** An identifier that is no name of a member. One that is declared in a function counts, too. */
function referenceOf(node: AnyNode, parent: AnyNode | undefined): string | undefined {
  if (node.type !== 'Identifier') return undefined;
  const isMember =
    (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
    (parent?.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand) ||
    ((parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') && parent.key === node);
  return isMember ? undefined : node.name;
}

const GLOBAL_OBJECTS = ['globalThis', 'self', 'window', 'global'];

/** `globalThis.fetch`, `globalThis['fetch']` and `'fetch' in globalThis`. */
function globalMemberOf(node: AnyNode): string | undefined {
  const [object, member] =
    node.type === 'MemberExpression'
      ? [node.object, node.property]
      : node.type === 'BinaryExpression' && node.operator === 'in'
        ? [node.right, node.left]
        : [];
  if (object?.type !== 'Identifier' || !GLOBAL_OBJECTS.includes(object.name)) return undefined;
  if (member?.type === 'Literal') return String(member.value);
  return member?.type === 'Identifier' && node.type === 'MemberExpression' && !node.computed
    ? member.name
    : undefined;
}

const PROMISING = ['Promise', 'queueMicrotask'];

const isPromising = (node: AnyNode): boolean =>
  ('async' in node && node.async) ||
  node.type === 'AwaitExpression' ||
  (node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'then');

/** A bundle of esbuild has one at most. */
function exportClauseOf({ body }: Program): ExportClause | undefined {
  const clause = body.findLast((node) => node.type === 'ExportNamedDeclaration');
  if (!clause) return undefined;
  const names = clause.specifiers.flatMap(({ local, exported }) =>
    local.type === 'Identifier' && exported.type === 'Identifier'
      ? [[local.name, exported.name] as const]
      : [],
  );
  return { start: clause.start, end: clause.end, names };
}
