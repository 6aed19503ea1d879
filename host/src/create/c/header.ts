import { interfaceName, snakeCase } from '../names.ts';
import { smallestValue, type ValueSyntax } from '../smallest-value.ts';
import type {
  OutlineFunction,
  OutlineInterface,
  OutlineMethod,
  OutlineType,
  WorldOutline,
} from '../world-outline.ts';

/** An exported function as wit-bindgen's header declares it. */
export interface Declared {
  /** The type that C returns. */
  readonly returned: string;
  readonly name: string;
  /** That of the resource of a method, and one for each parameter in WIT. */
  readonly params: readonly Parameter[];
  /** Those by which results are returned. */
  readonly results: readonly Parameter[];
  readonly fn: OutlineFunction;
  /** The exported resource whose handle C returns. */
  readonly made: DeclaredResource | undefined;
}

/** An exported resource, whose struct and destructor the component defines. */
export interface DeclaredResource {
  /** `exports_demo_shop_carts_cart`, with which its type, destructor and other functions begin. */
  readonly name: string;
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
const DESTRUCTOR = /^void (\w+)_destructor\(\1_t \*rep\);$/gm;

/** The exported functions that a header declares: the types of their parameters have names that only the header knows. */
export function declaredFunctions(header: string, world: WorldOutline): Declared[] {
  const functions = functionsByName(world);
  const resources = declaredResources(header);
  return header.split('\n').flatMap((line): Declared[] => {
    const [, returned = '', name = '', list = ''] = PROTOTYPE.exec(line) ?? [];
    const fn = functions.get(name);
    if (!fn) return [];
    const all = list.split(', ').flatMap((text) => parameterOf(text, header));
    const count = fn.params.length + (isMethod(fn) ? 1 : 0);
    const made = resources.find((resource) => handleOf(resource, header) === returned);
    return [{ returned, name, params: all.slice(0, count), results: all.slice(count), fn, made }];
  });
}

/** The exported resources that a header declares. */
export const declaredResources = (header: string): readonly DeclaredResource[] =>
  [...header.matchAll(DESTRUCTOR)].map(([, name = '']) => ({ name }));

/** The type of an owned handle: `…_own_cart_t` of `…_cart`, where the name of the resource may have several words. */
function handleOf({ name }: DeclaredResource, header: string): string | undefined {
  const ends = [...name.matchAll(/_/g)].map(({ index }) => index);
  const types = ends.map((at) => `${name.slice(0, at)}_own${name.slice(at)}_t`);
  return types.find((type) => header.includes(`} ${type};`));
}

const isMethod = (fn: OutlineFunction): boolean => 'kind' in fn && fn.kind === 'method';

function functionsByName({
  name,
  functions,
  interfaces,
}: WorldOutline): ReadonlyMap<string, OutlineFunction> {
  const scopes = [
    [`exports_${snakeCase(name)}`, functions] as const,
    ...interfaces.map((one) => [scopeOf(one), one.functions] as const),
  ];
  const methods = interfaces.flatMap((one) =>
    one.resources.flatMap(({ name: resource, functions: inside }) =>
      inside.map((fn) => [`${scopeOf(one)}_${methodName(resource, fn)}`, fn] as const),
    ),
  );
  return new Map([
    ...scopes.flatMap(([scope, inside]) =>
      inside.map((fn) => [`${scope}_${snakeCase(fn.name)}`, fn] as const),
    ),
    ...methods,
  ]);
}

/** An interface without a package has no prefix. */
const scopeOf = ({ id }: OutlineInterface): string =>
  `${id.includes(':') ? 'exports_' : ''}${interfaceName(id)}`;

/** `constructor_cart`, `method_cart_add`, `static_cart_merge` */
const methodName = (resource: string, { kind, name }: OutlineMethod): string =>
  [kind, resource, ...(kind === 'constructor' ? [] : [name])].map(snakeCase).join('_');

function parameterOf(text: string, header: string): Parameter[] {
  const [, type, pointer, name] = PARAMETER.exec(text) ?? [];
  if (type === undefined || name === undefined) return [];
  // The parameter of a method is a pointer by its type.
  const [, scope, resource] = /^(\w+)_borrow_(\w+)_t$/.exec(type) ?? [];
  const own = `${scope}_${resource}_t`;
  if (name === 'self' && header.includes(`struct ${own} ${own};`))
    return [{ type: own, name, isPointer: true, free: undefined }];
  const drop = type.replace(/_own_(\w+)_t$/, '_$1_drop_own');
  const frees = [`${type.replace(/_t$/, '')}_free`, ...(pointer === '' ? [drop] : [])];
  const free = frees.find((one) => header.includes(` ${one}(`));
  return [{ type, name, isPointer: pointer !== '', free }];
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
