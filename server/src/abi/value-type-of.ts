import type { Definition, Scope } from '../resolve/model.ts';
import type { FunctionType, ListType, ResourceFunction, Type, TypeDefinition } from '../syntax/ast.ts';
import type { ValueFunction, ValueType } from './value-type.ts';

/** Types nested deeper than this, which no tool accepts, have no layout. */
const DEEPEST = 500;

const handle: ValueType = { kind: 'handle' };
const list: ValueType = { kind: 'list' };

/** The type of a definition; undefined where it is a resource, not a type, or not all of it is known. */
export function valueTypeOf(definition: Definition): ValueType | undefined {
  return new Reader().defined(definition, DEEPEST);
}

/** The type of a field, a parameter or a result in the body of an interface or world. */
export function valueTypeIn(scope: Scope, type: Type | undefined): ValueType | undefined {
  return new Reader().type(scope, type, DEEPEST);
}

/** Undefined where not all of its types are known. */
export function valueFunctionOf(
  scope: Scope,
  func: FunctionType,
  kind: ResourceFunction['kind'] | 'free',
): ValueFunction | undefined {
  const reader = new Reader();
  const params = func.params.map(({ type }) => reader.type(scope, type, DEEPEST));
  const result = func.result && reader.type(scope, func.result, DEEPEST);
  if (!isKnown(params) || (func.result && !result)) return undefined;
  return {
    params: kind === 'method' ? [handle, ...params] : params,
    result: kind === 'constructor' ? (result ?? handle) : result,
  };
}

const isKnown = (types: readonly (ValueType | undefined)[]): types is readonly ValueType[] =>
  types.every((type) => type !== undefined);

/** Reads each definition once, so that types used many times in each other are one object. */
class Reader {
  readonly #read = new Map<Definition, ValueType | undefined>();

  /** @param depth how many more types may be nested in this one */
  type(scope: Scope, type: Type | undefined, depth: number): ValueType | undefined {
    if (type === undefined || depth === 0) return undefined;
    const part = (one: Type | undefined) => this.type(scope, one, depth - 1);
    switch (type.kind) {
      case 'primitive':
        return { kind: 'primitive', name: type.name };
      case 'named':
        return this.#named(scope, type.name.text, depth);
      case 'list':
        return type.length === undefined ? list : fixedList(type, part(type.element));
      case 'map':
        return list;
      case 'tuple':
        return record(type.elements.map(part));
      case 'option':
        return option(part(type.element));
      case 'result':
        return variant([type.ok && part(type.ok), type.err && part(type.err)], [type.ok, type.err]);
      default:
        return handle;
    }
  }

  /** A resource is passed as the handle that owns it. */
  #named(scope: Scope, name: string, depth: number): ValueType | undefined {
    const definition = behind(scope.names.get(name));
    if (definition === undefined) return undefined;
    return definition.node.kind === 'resource' ? handle : this.defined(definition, depth);
  }

  defined(named: Definition, depth: number): ValueType | undefined {
    const definition = behind(named);
    const scope = definition?.container?.scope;
    if (definition?.kind !== 'type' || scope === undefined) return undefined;
    if (!this.#read.has(definition)) {
      // A type that contains itself is met here again, and unknown.
      this.#read.set(definition, undefined);
      this.#read.set(definition, this.#body(scope, definition.node as TypeDefinition, depth - 1));
    }
    return this.#read.get(definition);
  }

  #body(scope: Scope, node: TypeDefinition, depth: number): ValueType | undefined {
    const part = (one: Type | undefined) => this.type(scope, one, depth);
    switch (node.kind) {
      case 'type':
        return part(node.type);
      case 'record':
        return record(node.fields.map(({ type }) => part(type)));
      case 'variant': {
        const payloads = node.cases.map(({ payload }) => payload);
        return variant(
          payloads.map((one) => one && part(one)),
          payloads,
        );
      }
      case 'enum':
        return { kind: 'variant', cases: node.cases.map(() => undefined) };
      case 'flags':
        return { kind: 'flags', count: node.flags.length };
      case 'resource':
        return undefined;
    }
  }
}

/** What a name stands for behind a chain of `use` and of aliases, which may be long. */
function behind(named: Definition | undefined): Definition | undefined {
  const seen = new Set<Definition>();
  let current = named;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const { kind, target, node, container }: Definition = current;
    const type: Type | undefined = node.kind === 'type' ? (node as { type?: Type }).type : undefined;
    if (kind === 'use') current = target;
    else if (kind === 'type' && type?.kind === 'named') current = container?.scope?.names.get(type.name.text);
    else return current;
  }
  return undefined;
}

const record = (fields: readonly (ValueType | undefined)[]): ValueType | undefined =>
  isKnown(fields) ? { kind: 'record', fields } : undefined;

/** @param written the payloads as they are written, which tells one that is not known from one that is not there */
function variant(
  cases: readonly (ValueType | undefined)[],
  written: readonly (Type | undefined)[],
): ValueType | undefined {
  return cases.every((one, n) => (one === undefined) === (written[n] === undefined))
    ? { kind: 'variant', cases }
    : undefined;
}

const option = (element: ValueType | undefined): ValueType | undefined =>
  element && { kind: 'variant', cases: [undefined, element] };

function fixedList({ length }: ListType, element: ValueType | undefined): ValueType | undefined {
  return element && { kind: 'fixed-list', element, length: Number(length) };
}
