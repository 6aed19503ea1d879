import type { AnyNode, ClassBody, Program } from 'acorn';
import type { BundlePosition } from './source-place.ts';

/** A value, and its name's place. */
interface Named {
  readonly value: AnyNode;
  readonly at: { readonly name: string } & BundlePosition;
}

/** The members of an exported object or class. Undefined if they are only known at run time. */
export interface Members {
  /** The name that the object or class has. */
  readonly at: Named['at'];
  readonly names: ReadonlySet<string>;
  readonly statics: ReadonlySet<string>;
  readonly of: (name: string) => Members | undefined;
}

/** The top-level constants and classes of a bundle by name. */
function valuesOf(body: Program['body']): ReadonlyMap<string, Named> {
  const values = new Map<string, Named>();
  for (const statement of body) {
    if (statement.type === 'ClassDeclaration')
      values.set(statement.id.name, { value: statement, at: placeOf(statement.id, statement.id.name) });
    if (statement.type !== 'VariableDeclaration' || statement.kind === 'let') continue;
    for (const { id, init } of statement.declarations)
      if (id.type === 'Identifier' && init) values.set(id.name, { value: init, at: placeOf(id, id.name) });
  }
  return values;
}

/** The names of what a bundle exports, by their export. */
function exportedOf(body: Program['body']): ReadonlyMap<string, string> {
  const exported = new Map<string, string>();
  for (const statement of body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const { local, exported: name } of statement.specifiers)
      if (local.type === 'Identifier') exported.set(nameOf(name) ?? '', local.name);
  }
  return exported;
}

/**
 * Reads, without running it, the members of the objects and classes that a bundle exports. Objects that are not
 * literals, or contain `...`, are not read, and neither are classes that extend another.
 *
 * @param program parsed with `locations`
 */
export function membersOf({ body }: Program): (exported: string) => Members | undefined {
  const values = valuesOf(body);
  const exported = exportedOf(body);
  const read = (named: Named | undefined, depth: number): Members | undefined => {
    if (!named || depth > 8) return undefined;
    const { value: node, at } = named;
    if (node.type === 'Identifier') return read(values.get(node.name), depth + 1);
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
      return node.superClass ? undefined : classMembers(node.body, at);
    if (node.type !== 'ObjectExpression') return undefined;
    const entries = new Map<string, Named>();
    for (const property of node.properties) {
      const name = property.type === 'Property' && !property.computed ? nameOf(property.key) : undefined;
      if (property.type !== 'Property' || name === undefined) return undefined;
      entries.set(name, { value: property.value, at: placeOf(property.key, name) });
    }
    return {
      at,
      names: new Set(entries.keys()),
      statics: new Set(),
      of: (name) => read(entries.get(name), depth + 1),
    };
  };
  return (name) => read(values.get(exported.get(name) ?? ''), 0);
}

function classMembers({ body }: ClassBody, at: Named['at']): Members | undefined {
  const names = new Set<string>();
  const statics = new Set<string>();
  for (const member of body) {
    if (member.type === 'StaticBlock') continue;
    const name = member.computed ? undefined : nameOf(member.key);
    if (name === undefined) return undefined;
    (member.static ? statics : names).add(name);
  }
  return { at, names, statics, of: () => undefined };
}

const placeOf = ({ loc }: AnyNode, name: string): Named['at'] => ({ name, ...loc!.start });

function nameOf(key: AnyNode): string | undefined {
  if (key.type === 'Identifier' || key.type === 'PrivateIdentifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}
