import { once } from '../../base/once.ts';
import { gateOf, isExcluded } from '../../resolve/gates.ts';
import type { Definition, Features, ResolvedPackage } from '../../resolve/model.ts';
import { typeOrder } from '../../resolve/type-order.ts';
import { membersOf, partsOf } from '../../resolve/types.ts';
import type { Attribute, Name, Span, Type, TypeDefinition } from '../../syntax/ast.ts';
import { startOfType } from './aliased.ts';
import { bodiesInReadingOrder } from './reading-order.ts';
import {
  bodiesOf,
  type Body,
  type BodyItem,
  functionsIn,
  isIncluded,
  spanOf,
  typeDefinitionsOf,
} from './scopes.ts';

/** An unnamed type that the reference cannot refer to or make, because a disabled feature excludes something. */
export interface MissingType {
  readonly uri: string;
  readonly at: Span;
  /** The type that is missing. */
  readonly type: Type;
  /** The feature that excludes it. */
  readonly feature: string;
  /** The unnamed type before it whose gate includes the type around both. */
  readonly beside: Type | undefined;
}

/**
 * Unnamed types (`option<string>`) that the reference misses. It has each of them once in a package, with the gate of
 * the type definition that it first occurs in: if a disabled feature excludes that one, the type is missing everywhere.
 * Elsewhere it has the gate of the first type with a gate in it. If that is an unnamed one, which may be the gate of
 * any definition, all other types in it must be there.
 */
export function missingTypes(resolved: ResolvedPackage, features: Features): readonly MissingType[] {
  const isGated = ({ scope }: Body) =>
    [...scope.names.values()].some(({ node }) => isExcluded(node.attributes, features));
  if (!bodiesOf(resolved).some(isGated)) return [];
  const reader = new Reader(resolved, features);
  for (const body of bodiesInReadingOrder(resolved)) reader.read(body);
  return reader.missing;
}

/**
 * The place of the first unnamed type that each type definition makes, for definitions that make one. The reference makes
 * it before the definition, and with its gate, so that this is where it reports a wrong one.
 */
export const firstUnnamedTypes = once(
  (resolved: ResolvedPackage, features: Features): ReadonlyMap<object, Span> => {
    const reader = new Reader(resolved, features);
    for (const body of bodiesInReadingOrder(resolved)) reader.read(body);
    return reader.firstMade;
  },
);

/** Whether a type's gate includes it. Undefined without a gate. */
interface Presence {
  readonly included: boolean;
  /** The feature that excludes it, else empty. */
  readonly feature: string;
  /** Whether its gate is that of the definition around it. */
  readonly isInDefinition: boolean;
}

class Reader {
  readonly missing: MissingType[] = [];
  readonly firstMade = new Map<TypeDefinition, Span>();
  private definition: TypeDefinition | undefined;
  private readonly known = new Map<string, Presence | undefined>();
  private readonly numbers = new Map<Definition, number>();
  private readonly byItems: ReadonlyMap<readonly BodyItem[], Body>;

  constructor(
    resolved: ResolvedPackage,
    private readonly features: Features,
  ) {
    this.byItems = new Map(bodiesOf(resolved).map((body) => [body.items, body]));
  }

  /** Types first, those that others consist of before them, then functions as they stand. */
  read(body: Body): void {
    const definitions = new Map(typeDefinitionsOf(body).map((item) => [item.name?.text, item]));
    for (const name of typeOrder(body.items)) {
      const item = definitions.get(name);
      this.definition = item;
      if (item) this.readDefinition(body, item);
    }
    this.definition = undefined;
    for (const item of body.items) this.readFunctions(body, item);
  }

  private readDefinition(body: Body, item: TypeDefinition): void {
    if (!item.name) return;
    const name = spanOf(item.name);
    const gate = this.presenceBy(item.attributes);
    const isHere = gate?.included !== false;
    // The type of an alias itself has the name of the alias.
    if (item.kind === 'type')
      for (const part of partsOf(item.type)) this.readType(body, part, name, gate, isHere);
    for (const member of membersOf(item)) {
      const at = item.kind === 'record' ? spanOf(member.name) : name;
      this.readType(body, member.type, at, gate, isHere);
    }
  }

  private readFunctions(body: Body, item: BodyItem): void {
    if (item.kind === 'extern' && item.target?.kind === 'interface') {
      const inner = this.byItems.get(item.target.items);
      if (inner) this.read(inner);
    }
    for (const { at, attributes, func, kind, resource } of functionsIn(item)) {
      const isHere = !body.excluded && isIncluded(attributes, this.features);
      if (kind === 'method' && resource?.name) {
        const self = { kind: 'borrow', resource: resource.name, ...at } as const;
        this.readType(body, self, at, undefined, isHere);
      }
      for (const type of [...func.params.map((one) => one.type), func.result])
        this.readType(body, type, at, undefined, isHere);
    }
  }

  /** @param isHere whether the item around the type takes part, so that the type must not be missing */
  private readType(
    body: Body,
    type: Type | undefined,
    at: Span,
    gate: Presence | undefined,
    isHere: boolean,
  ): void {
    if (!type) return;
    this.presenceOf(body, type, gate);
    if (isHere) this.report(body, type, at);
  }

  private report(body: Body, type: Type, at: Span): void {
    const { feature, isInDefinition } = this.known.get(this.keyOf(body, type)) ?? {};
    if (feature && isInDefinition) this.missing.push({ uri: body.uri, at, type, feature, beside: undefined });
    else for (const part of partsOf(type)) if (part) this.report(body, part, startOfType(type));
  }

  private presenceOf(body: Body, type: Type, gate: Presence | undefined): Presence | undefined {
    if (type.kind === 'primitive') return undefined;
    if (type.kind === 'named') return this.presenceByName(body, type.name);
    // `own<r>` is `r` itself, and not a type without a name.
    if (type.kind === 'own') return this.presenceByName(body, type.resource);
    const parts = partsOf(type).map((part) => part && this.presenceOf(body, part, gate));
    const key = this.keyOf(body, type);
    if (this.known.has(key)) return this.known.get(key);
    const inner =
      type.kind === 'borrow' ? this.presenceByName(body, type.resource) : parts.find((part) => part);
    const presence = gate ?? inner;
    this.known.set(key, presence);
    if (this.definition && !this.firstMade.has(this.definition))
      this.firstMade.set(this.definition, startOfType(type));
    if (!gate && inner?.included) this.reportBesideUnnamed(body, type, parts);
    return presence;
  }

  /** Reports an excluded type in one that is included because of an unnamed type in it. */
  private reportBesideUnnamed(body: Body, type: Type, presences: readonly (Presence | undefined)[]): void {
    const parts = partsOf(type);
    const beside = parts[presences.findIndex((one) => one)];
    const missing = presences.findIndex((one) => one?.included === false);
    if (!beside || missing < 0 || beside.kind === 'named' || beside.kind === 'own') return;
    const { feature } = presences[missing]!;
    this.missing.push({ uri: body.uri, at: startOfType(type), type: parts[missing]!, feature, beside });
  }

  /** When a named type is present. Another rule reports named types that a feature excludes. */
  private presenceByName({ scope }: Body, name: Name | undefined): Presence | undefined {
    const presence = name && this.presenceBy(scope.names.get(name.text)?.node.attributes);
    return presence && { ...presence, isInDefinition: false };
  }

  private presenceBy(attributes: readonly Attribute[] | undefined): Presence | undefined {
    const gate = gateOf(attributes);
    if (gate.kind === 'none') return undefined;
    const included = !isExcluded(attributes, this.features);
    const feature = gate.kind === 'unstable' && !included ? gate.feature : '';
    return { included, feature, isInDefinition: true };
  }

  /** The same for types with the same structure and the same names. */
  private keyOf(body: Body, type: Type | undefined): string {
    if (!type) return '_';
    if (type.kind === 'primitive') return type.name;
    if (type.kind === 'named') return this.numberOf(body, type.name.text);
    if (type.kind === 'own') return this.numberOf(body, type.resource?.text ?? '');
    if (type.kind === 'borrow') return `borrow<${this.numberOf(body, type.resource?.text ?? '')}>`;
    const length = type.kind === 'list' ? (type.length ?? '') : '';
    return `${type.kind}<${partsOf(type)
      .map((part) => this.keyOf(body, part))
      .join()}>${length}`;
  }

  private numberOf({ scope }: Body, name: string): string {
    const definition = scope.names.get(name) ?? scope.definition;
    const number = this.numbers.get(definition) ?? this.numbers.size;
    this.numbers.set(definition, number);
    return `#${number}`;
  }
}
