import { once } from '../base/once.ts';
import type { FunctionType, Name, Type, TypeDefinition } from '../syntax/ast.ts';
import { type Context, nameRange } from './context.ts';
import type { Definition, Scope } from './model.ts';

/**
 * Looks up every name in a type, from left to right. Names that are not found are reported once for each place. It makes
 * no list of names, since there are very many types.
 */
function resolveType(context: Context, scope: Scope, type: Type | undefined): void {
  const name = nameIn(type);
  if (name) resolveTypeName(context, scope, name);
  else for (const part of partsOf(type)) resolveType(context, scope, part);
}

/** The names written in a type, from left to right. */
export function namesIn(type: Type | undefined): readonly Name[] {
  const name = nameIn(type);
  return name ? [name] : partsOf(type).flatMap(namesIn);
}

/** The name that a type consists of, or that of the resource of a handle. */
export function nameIn(type: Type | undefined): Name | undefined {
  if (type?.kind === 'named') return type.name;
  return type?.kind === 'own' || type?.kind === 'borrow' ? type.resource : undefined;
}

/** The types that a type is directly made of. */
export function partsOf(type: Type | undefined): readonly (Type | undefined)[] {
  switch (type?.kind) {
    case 'list':
    case 'option':
    case 'stream':
    case 'future':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'result':
      return [type.ok, type.err];
    case 'tuple':
      return type.elements;
    default:
      return [];
  }
}

/** Whether a type contains `borrow`, without following names. */
export const writesBorrow = (type: Type | undefined): boolean => type !== undefined && hasBorrow(type);

const hasBorrow = once((type: Type): boolean => type.kind === 'borrow' || partsOf(type).some(writesBorrow));

function resolveTypeName(context: Context, scope: Scope, name: Name): void {
  const { uri } = scope.definition;
  const found = scope.names.get(name.text);
  if (!found) return reportUnknown(context, scope, name);
  context.refer(uri, name, found);
  if (found.kind === 'function')
    context.report('function-as-type', nameRange(uri, name), { name: name.text });
}

/** The names in a body that may refer to a type. */
export function* typeNames({ names }: Scope): Generator<string> {
  for (const { kind, name } of names.values()) if (kind !== 'function') yield name;
}

function reportUnknown(context: Context, scope: Scope, name: Name): void {
  const candidates = context.candidates(typeNames(scope));
  context.report('unknown-type', nameRange(scope.definition.uri, name), { name: name.text, candidates });
}

/** Looks up the names in a type's definition, and gives its members definitions. */
export function resolveTypeDefinition(context: Context, scope: Scope, node: TypeDefinition): void {
  const container = node.name && ownDefinition(scope, node.name);
  for (const member of membersOf(node)) {
    context.define(member.kind, scope.definition.uri, member.name, member.node, container);
    resolveType(context, scope, member.type);
  }
  if (node.kind === 'type') resolveType(context, scope, node.type);
  if (node.kind === 'resource') {
    for (const func of node.functions) {
      const definition =
        func.name && context.define('function', scope.definition.uri, func.name, func, container);
      resolveFunction(context, scope, func.func, definition);
    }
  }
}

/** The definition of this very name, which is not the scope's if the name is defined twice. */
function ownDefinition(scope: Scope, name: Name): Definition | undefined {
  const found = scope.names.get(name.text);
  return found?.token === name.token ? found : undefined;
}

interface Member {
  readonly kind: 'field' | 'case' | 'flag';
  readonly name: Name;
  readonly node: Definition['node'];
  readonly type: Type | undefined;
}

/** Fields, cases or flags. */
export const membersOf = once((node: TypeDefinition): readonly Member[] => {
  switch (node.kind) {
    case 'record':
      return node.fields.map((field) => ({ kind: 'field', name: field.name, node: field, type: field.type }));
    case 'variant':
      return node.cases.map((one) => ({ kind: 'case', name: one.name, node: one, type: one.payload }));
    case 'enum':
      return node.cases.map((one) => ({ kind: 'case', name: one.name, node: one, type: undefined }));
    case 'flags':
      return node.flags.map((flag) => ({ kind: 'flag', name: flag.name, node: flag, type: undefined }));
    default:
      return [];
  }
});
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
