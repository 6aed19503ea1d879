import type { Definition, Scope } from '../resolve/model.ts';
import type { FunctionType, ListType, ResourceFunction, Type, TypeDefinition } from '../syntax/ast.ts';
import type { Signature, WitType } from './wit-type.ts';

/** Types nested deeper than this, which no tool accepts, have no values. */
const MAX_DEPTH = 500;

export interface KnownType {
  readonly type: WitType;
  /** How many types are nested in each other there, itself included. */
  readonly height: number;
}

/** Types that were read before. They are valid as long as no type changes its structure. */
export interface KnownTypes {
  get(definition: Definition): KnownType | undefined;
  set(definition: Definition, type: KnownType): void;
}

/** The type of a definition; undefined where it is a resource, not a type, or not all of it is known. */
export function typeOf(definition: Definition, known: KnownTypes = new Map()): WitType | undefined {
  return new Reader(known).defined(definition, MAX_DEPTH);
}

/**
 * Undefined where not all of its types are known.
 * @param resource of a function in the body of a resource
 */
export function signatureOf(
  scope: Scope,
  func: FunctionType,
  resource?: { readonly name: string; readonly kind: ResourceFunction['kind'] },
  known: KnownTypes = new Map(),
): Signature | undefined {
  const reader = new Reader(known);
  const read = (type: Type | undefined) => reader.type(scope, type, MAX_DEPTH);
  const params = func.params.map(({ name, type }) => ({ name: name.text, type: read(type) }));
  const result = func.result && read(func.result);
  if (!params.every(isTyped) || (func.result && !result)) return undefined;
  return {
    params: resource?.kind === 'method' ? [self(resource.name), ...params] : params,
    result: resource?.kind === 'constructor' ? (result ?? { kind: 'own', resource: resource.name }) : result,
  };
}

const self = (resource: string) => ({ name: 'self', type: { kind: 'borrow', resource } as const });

interface Named {
  readonly name: string;
  readonly type: WitType;
}

const isTyped = (one: { readonly name: string; readonly type: WitType | undefined }): one is Named =>
  one.type !== undefined;

/** Reads each definition once, so that types used many times in each other are one object. */
class Reader {
  readonly #known: KnownTypes;
  /** Those that are being read, or that are not known in all parts. */
  readonly #unknown = new Set<Definition>();
  /** The smallest `depth` in the definition that is being read. */
  #least = MAX_DEPTH;

  constructor(known: KnownTypes) {
    this.#known = known;
  }

  /** @param depth how many more types may be nested in this one */
  type(scope: Scope, type: Type | undefined, depth: number): WitType | undefined {
    if (type === undefined || !this.#reaches(depth)) return undefined;
    const part = (one: Type | undefined) => this.type(scope, one, depth - 1);
    switch (type.kind) {
      case 'primitive':
        return { kind: type.name };
      case 'named':
        return this.#named(scope, type.name.text, depth);
      case 'own':
      case 'borrow':
        return { kind: type.kind, resource: type.resource?.text ?? '' };
      case 'list':
        return list(type, part(type.element));
      case 'map':
        return map(part(type.key), part(type.value));
      case 'tuple':
        return tuple(type.elements.map(part));
      case 'option':
        return option(part(type.element));
      case 'result': {
        const [ok, err] = [type.ok && part(type.ok), type.err && part(type.err)];
        return isSame(ok, type.ok) && isSame(err, type.err) ? { kind: 'result', ok, err } : undefined;
      }
      default: {
        const element = type.element && part(type.element);
        return isSame(element, type.element) ? { kind: type.kind, element } : undefined;
      }
    }
  }

  /** A resource is passed as the handle that owns it. */
  #named(scope: Scope, name: string, depth: number): WitType | undefined {
    const definition = behind(scope.names.get(name));
    if (definition === undefined) return undefined;
    if (definition.node.kind === 'resource') return { kind: 'own', resource: definition.name };
    return this.defined(definition, depth);
  }

  defined(named: Definition, depth: number): WitType | undefined {
    const definition = behind(named);
    const scope = definition?.container?.scope;
    if (definition?.kind !== 'type' || scope === undefined) return undefined;
    const known = this.#known.get(definition);
    if (known) return this.#reaches(depth + 1 - known.height) ? known.type : undefined;
    // A type that contains itself is met here again, and unknown.
    return this.#unknown.has(definition) ? undefined : this.#readNow(definition, scope, depth);
  }

  #readNow(definition: Definition, scope: Scope, depth: number): WitType | undefined {
    const least = this.#least;
    this.#least = depth;
    this.#unknown.add(definition);
    const type = this.#body(scope, definition.node as TypeDefinition, depth - 1);
    if (type) {
      this.#unknown.delete(definition);
      this.#known.set(definition, { type, height: depth + 1 - this.#least });
    }
    this.#least = Math.min(least, this.#least);
    return type;
  }

  /** Whether types may be nested as deeply. */
  #reaches(depth: number): boolean {
    this.#least = Math.min(this.#least, depth);
    return depth > 0;
  }

  #body(scope: Scope, node: TypeDefinition, depth: number): WitType | undefined {
    const part = (one: Type | undefined) => this.type(scope, one, depth);
    switch (node.kind) {
      case 'type':
        // An alias is no type of its own.
        return this.type(scope, node.type, depth + 1);
      case 'record': {
        const fields = node.fields.map(({ name, type }) => ({ name: name.text, type: part(type) }));
        return fields.every(isTyped) ? { kind: 'record', fields } : undefined;
      }
      case 'variant': {
        const payloads = node.cases.map(({ payload }) => payload && part(payload));
        if (!node.cases.every(({ payload }, at) => isSame(payloads[at], payload))) return undefined;
        const cases = node.cases.map(({ name }, at) => ({ name: name.text, type: payloads[at] }));
        return { kind: 'variant', cases };
      }
      case 'enum':
        return { kind: 'enum', cases: node.cases.map(({ name }) => name.text) };
      case 'flags':
        return { kind: 'flags', flags: node.flags.map(({ name }) => name.text) };
      case 'resource':
        return undefined;
    }
  }
}

/** The definition behind a chain of `use` and aliases, which may be long. */
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

/** Distinguishes an unknown part from a missing one. */
const isSame = (read: WitType | undefined, written: Type | undefined): boolean =>
  (read === undefined) === (written === undefined);

const option = (some: WitType | undefined): WitType | undefined => some && { kind: 'option', some };

const map = (key: WitType | undefined, value: WitType | undefined): WitType | undefined =>
  key && value && { kind: 'map', key, value };

const tuple = (items: readonly (WitType | undefined)[]): WitType | undefined =>
  items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;

function list({ length }: ListType, element: WitType | undefined): WitType | undefined {
  if (element === undefined) return undefined;
  return { kind: 'list', element, ...(length !== undefined && { length: Number(length) }) };
}
