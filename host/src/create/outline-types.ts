import type { Definition, InterfaceModel, Scope, WorldModel } from '../../../server/src/resolve/model.ts';
import type { Type, TypeDefinition } from '../../../server/src/syntax/ast.ts';
import type { Owner, OutlineBody, OutlineType } from './world-outline.ts';
import { itemId } from '../../../server/src/base/ids.ts';

/** A type as it is written in the body of an interface or a world. */
export function outlineType(scope: Scope, type: Type | undefined): OutlineType {
  if (type === undefined) return other('?');
  switch (type.kind) {
    case 'primitive':
      return { kind: 'primitive', name: type.name };
    case 'named':
      return named(scope, type.name.text, false);
    case 'own':
    case 'borrow':
      return named(scope, type.resource?.text ?? '', type.kind === 'borrow');
    case 'list':
      return { kind: 'list', element: outlineType(scope, type.element), length: type.length };
    case 'option':
      return { kind: 'option', element: outlineType(scope, type.element) };
    case 'result':
      return {
        kind: 'result',
        ok: type.ok && outlineType(scope, type.ok),
        err: type.err && outlineType(scope, type.err),
      };
    case 'tuple':
      return { kind: 'tuple', elements: type.elements.map((one) => outlineType(scope, one)) };
    default:
      return other(type.kind);
  }
}

const other = (text: string): OutlineType => ({ kind: 'other', text });

function named(scope: Scope, name: string, borrowed: boolean): OutlineType {
  const definition = definedBy(scope.names.get(name));
  const owner = definition?.container?.scope;
  if (definition?.kind !== 'type' || owner === undefined) return other(name);
  const body = () => bodyOf(owner, definition.node as TypeDefinition);
  return { kind: 'named', name: definition.name, owner: ownerOf(owner), borrowed, body };
}

/** Where the name comes from, behind every `use`. */
function definedBy(definition: Definition | undefined): Definition | undefined {
  const seen = new Set<Definition>();
  let current = definition;
  while (current?.kind === 'use' && !seen.has(current)) {
    seen.add(current);
    current = current.target;
  }
  return current;
}

function ownerOf(scope: Scope): Owner {
  const isWorld = 'imports' in scope;
  return { id: isWorld ? worldId(scope as WorldModel) : (scope as InterfaceModel).id, isWorld };
}

/** `ns:pkg/name@version` */
export const worldId = ({ definition }: WorldModel): string => itemId(definition.package, definition.name);

function bodyOf(scope: Scope, node: TypeDefinition): OutlineBody {
  switch (node.kind) {
    case 'type':
      return { kind: 'alias', type: outlineType(scope, node.type) };
    case 'record':
      return {
        kind: 'record',
        fields: node.fields.map(({ name, type }) => ({ name: name.text, type: outlineType(scope, type) })),
      };
    case 'variant':
      return {
        kind: 'variant',
        cases: node.cases.map(({ name, payload }) => ({
          name: name.text,
          type: payload && outlineType(scope, payload),
        })),
      };
    case 'enum':
      return { kind: 'enum', cases: node.cases.map(({ name }) => name.text) };
    case 'flags':
      return { kind: 'flags', flags: node.flags.map(({ name }) => name.text) };
    case 'resource':
      return { kind: 'resource' };
  }
}
