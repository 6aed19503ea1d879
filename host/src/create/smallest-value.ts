import type { NamedType, OutlineBody, OutlineType } from './world-outline.ts';

/** The syntax of values in a language: an entry for each kind of type. Texts of inner values are expressions too. */
export interface ValueSyntax {
  /** Undefined for a primitive that has no values to write. */
  readonly primitive: (name: string) => string | undefined;
  readonly emptyList: (element: OutlineType) => string;
  /** Of a fixed length. Undefined where the language has none. */
  readonly list: (elements: readonly string[]) => string | undefined;
  /** Undefined where the language's `none` is ambiguous. */
  readonly none: (some: OutlineType) => string | undefined;
  readonly ok: (value: string | undefined, type: OfKind<'result'>) => string;
  readonly tuple: (elements: readonly string[], type: OfKind<'tuple'>) => string;
  readonly record: (type: NamedType, fields: readonly NamedValue[]) => string;
  /** Undefined for a case that has no value to write. */
  readonly variant: (type: NamedType, name: string, payload: string | undefined) => string | undefined;
  readonly enum: (type: NamedType, name: string) => string;
  readonly noFlags: (type: NamedType, flags: readonly string[]) => string;
  /** A new resource; absent or undefined where there is no expression of one. */
  readonly resource?: (type: NamedType) => string | undefined;
}

type OfKind<Kind extends OutlineType['kind']> = Extract<OutlineType, { kind: Kind }>;

interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** Longer lists of a fixed length are left to the user. */
const MOST_ELEMENTS = 64n;

/** The smallest value of a type, as an expression; undefined if it needs a stream or a resource that cannot be made. */
export function smallestValue(type: OutlineType, syntax: ValueSyntax): string | undefined {
  switch (type.kind) {
    case 'primitive':
      return syntax.primitive(type.name);
    case 'named':
      return valueOfBody(type, type.body(), syntax);
    case 'list':
      return listValue(type, syntax);
    case 'option':
      return syntax.none(type.element);
    case 'result':
      return withPayload(type.ok, syntax, (value) => syntax.ok(value, type));
    case 'tuple':
      return withAll(type.elements, syntax, (values) => syntax.tuple(values, type));
    case 'other':
      return undefined;
  }
}

function listValue({ element, length }: OfKind<'list'>, syntax: ValueSyntax): string | undefined {
  if (length === undefined) return withAll([element], syntax, () => syntax.emptyList(element));
  if (length > MOST_ELEMENTS) return undefined;
  return withAll(Array<OutlineType>(Number(length)).fill(element), syntax, syntax.list);
}

function valueOfBody(type: NamedType, body: OutlineBody, syntax: ValueSyntax): string | undefined {
  switch (body.kind) {
    case 'alias':
      return smallestValue(body.type, syntax);
    case 'record':
      return withAll(
        body.fields.map((field) => field.type),
        syntax,
        (values) =>
          syntax.record(
            type,
            body.fields.map(({ name }, index) => ({ name, value: values[index]! })),
          ),
      );
    case 'variant':
      return firstOf(
        body.cases.map((one) =>
          withPayload(one.type, syntax, (value) => syntax.variant(type, one.name, value)),
        ),
      );
    case 'enum':
      return syntax.enum(type, body.cases[0] ?? '');
    case 'flags':
      return syntax.noFlags(type, body.flags);
    case 'resource':
      return syntax.resource?.(type);
  }
}

const firstOf = (values: readonly (string | undefined)[]): string | undefined =>
  values.find((value) => value !== undefined);

function withPayload(
  type: OutlineType | undefined,
  syntax: ValueSyntax,
  write: (value: string | undefined) => string | undefined,
): string | undefined {
  return type === undefined ? write(undefined) : withAll([type], syntax, ([value]) => write(value));
}

function withAll(
  types: readonly OutlineType[],
  syntax: ValueSyntax,
  write: (values: readonly string[]) => string | undefined,
): string | undefined {
  const values = smallestValues(types, syntax);
  return values && write(values);
}

/** As of `smallestValue`; undefined when one of the types has no value. */
export function smallestValues(
  types: readonly OutlineType[],
  syntax: ValueSyntax,
): readonly string[] | undefined {
  const values = types.map((type) => smallestValue(type, syntax));
  return values.every((value) => value !== undefined) ? values : undefined;
}
