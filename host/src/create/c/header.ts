import { interfaceName, snakeCase } from '../names.ts';
import { smallestValue, type ValueSyntax } from '../smallest-value.ts';
import type { OutlineFunction, OutlineType, WorldOutline } from '../world-outline.ts';

/** An exported function as wit-bindgen's header declares it. */
export interface Declared {
  /** The type that C returns. */
  readonly returned: string;
  readonly name: string;
  /** One for each parameter in WIT, then those by which results are returned. */
  readonly params: readonly Parameter[];
  readonly results: readonly Parameter[];
  readonly fn: OutlineFunction;
}

/** `acme_string_t *name` */
export interface Parameter {
  readonly type: string;
  readonly name: string;
  readonly isPointer: boolean;
  /** The function that frees what its value owns. */
  readonly free: string | undefined;
}

const PROTOTYPE = /^(\w+) (\w+)\((.*)\);$/;
const PARAMETER = /^(\w+) (\*?)(\w+)$/;

/** The exported functions that a header declares: the types of their parameters have names that only the header knows. */
export function declaredFunctions(header: string, world: WorldOutline): Declared[] {
  const functions = functionsByName(world);
  return header.split('\n').flatMap((line): Declared[] => {
    const [, returned = '', name = '', list = ''] = PROTOTYPE.exec(line) ?? [];
    const fn = functions.get(name);
    if (!fn) return [];
    const all = list.split(', ').flatMap((text) => parameterOf(text, header));
    const count = fn.params.length;
    return [{ returned, name, params: all.slice(0, count), results: all.slice(count), fn }];
  });
}

function functionsByName({
  name,
  functions,
  interfaces,
}: WorldOutline): ReadonlyMap<string, OutlineFunction> {
  const scopes = [
    [`exports_${snakeCase(name)}`, functions] as const,
    // An interface without a package has no prefix.
    ...interfaces.map(
      (one) => [`${one.id.includes(':') ? 'exports_' : ''}${interfaceName(one.id)}`, one.functions] as const,
    ),
  ];
  return new Map(
    scopes.flatMap(([scope, inside]) => inside.map((fn) => [`${scope}_${snakeCase(fn.name)}`, fn] as const)),
  );
}

function parameterOf(text: string, header: string): Parameter[] {
  const [, type, pointer, name] = PARAMETER.exec(text) ?? [];
  if (type === undefined || name === undefined) return [];
  const free = `${type.replace(/_t$/, '')}_free`;
  return [{ type, name, isPointer: pointer !== '', free: header.includes(` ${free}(`) ? free : undefined }];
}

/** The kind of a type behind its names. */
export function kindOf(type: OutlineType | undefined): string | undefined {
  const body = type?.kind === 'named' ? type.body() : undefined;
  if (body?.kind === 'alias') return kindOf(body.type);
  return type?.kind === 'primitive' ? type.name : (body?.kind ?? type?.kind);
}

/** Whether a value of zeros is valid: not where it would have a handle. */
export const hasZero = (type: OutlineType | undefined): boolean =>
  type === undefined || smallestValue(type, ZERO) !== undefined;

const zero = (): string => '0';
const ZERO: ValueSyntax = {
  primitive: zero,
  emptyList: zero,
  list: zero,
  none: zero,
  ok: zero,
  tuple: zero,
  record: zero,
  variant: (type, name) => {
    const body = type.body();
    return body.kind === 'variant' && body.cases[0]?.name === name ? '0' : undefined;
  },
  enum: zero,
  noFlags: zero,
};
