import { describe, isInteger, type WitType } from '../../../../server/src/types/wit-type.ts';
import { WaveError } from '../../wave/error.ts';
import { printValue } from '../../wave/print.ts';
import { readValue } from '../../wave/read.ts';
import { Scanner } from '../../wave/scanner.ts';
import { insideOf, type Slot } from './slots.ts';

/** The names that an expression may start with, and their types. */
export type Names = readonly { readonly name: string; readonly type: WitType }[];

/** Finds a value among those that are there; undefined where a case that it goes through is another. */
export type Path = (roots: readonly Slot[]) => Slot | undefined;
export type Condition = (roots: readonly Slot[]) => boolean;

/**
 * Reads a condition over WAVE values: `user.admin && path == "/me"`, `!(n < 3)`, `result.ok.name != "Ada"`.
 * @throws WaveError
 */
export function readCondition(text: string, names: Names): Condition {
  const scanner = new Scanner(text);
  const condition = readEither(scanner, names);
  if (!scanner.atEnd) throw scanner.fail('expected an operator');
  return condition;
}

/**
 * Reads `user.name`, `items[3]`, `result.err`.
 * @throws WaveError
 */
export function readPath(text: string, names: Names): Path {
  const scanner = new Scanner(text);
  const { find } = readTypedPath(scanner, names);
  if (!scanner.atEnd) throw scanner.fail('expected . or [');
  return find;
}

/** A text with paths in braces, `{user.name}`, for a log. */
export function readTemplate(text: string, names: Names): (roots: readonly Slot[]) => string {
  const parts = text.split(/\{([^{}]*)\}/);
  const read = parts.map((part, at) => (at % 2 === 0 ? undefined : readPath(part, names)));
  return (roots) =>
    parts
      .map((part, at) => {
        const slot = read[at]?.(roots);
        if (at % 2 === 0) return part;
        return slot ? printValue(slot.value, slot.type) : '(none)';
      })
      .join('');
}

function readEither(scanner: Scanner, names: Names): Condition {
  const all = [readBoth(scanner, names)];
  while (scanner.take('||')) all.push(readBoth(scanner, names));
  return (roots) => all.some((one) => one(roots));
}

function readBoth(scanner: Scanner, names: Names): Condition {
  const all = [readOne(scanner, names)];
  while (scanner.take('&&')) all.push(readOne(scanner, names));
  return (roots) => all.every((one) => one(roots));
}

function readOne(scanner: Scanner, names: Names): Condition {
  if (scanner.take('(')) {
    const inner = readEither(scanner, names);
    scanner.expect(')');
    return inner;
  }
  if (scanner.sees('!') && scanner.take('!')) {
    const inner = readOne(scanner, names);
    return (roots) => !inner(roots);
  }
  return readComparison(scanner, names);
}

const OPERATORS = ['==', '!=', '<=', '>=', '<', '>'] as const;
type Operator = (typeof OPERATORS)[number];

function readComparison(scanner: Scanner, names: Names): Condition {
  const left = readTypedPath(scanner, names);
  const operator = OPERATORS.find((one) => scanner.take(one));
  if (operator === undefined) {
    if (left.type.kind !== 'bool') throw scanner.fail('expected a comparison, as in == or <');
    return (roots) => left.find(roots)?.value === true;
  }
  if (!/[=!]=/.test(operator) && !isOrdered(left.type))
    throw scanner.fail(`values of ${describe(left.type)} have no order; expected == or !=`);
  const right = readValue(scanner, left.type);
  return (roots) => {
    const found = left.find(roots);
    return found ? compare(found.value, right, operator, left.type) : operator === '!=';
  };
}

const isOrdered = ({ kind }: WitType): boolean =>
  isInteger(kind) || ['f32', 'f64', 'char', 'string'].includes(kind);

function compare(left: unknown, right: unknown, operator: Operator, type: WitType): boolean {
  if (operator === '==') return printValue(left, type) === printValue(right, type);
  if (operator === '!=') return printValue(left, type) !== printValue(right, type);
  const [a, b] = [left as number, right as number];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

interface TypedPath {
  readonly type: WitType;
  readonly find: Path;
}

function readTypedPath(scanner: Scanner, names: Names): TypedPath {
  const failure = scanner.fail(
    `expected ${names.map(({ name }) => name).join(', ') || 'nothing: it has no values'}`,
  );
  const label = scanner.label();
  const root = names.find(({ name }) => name === label);
  if (!root) throw failure;
  let path: TypedPath = { type: root.type, find: (roots) => roots.find(({ name }) => name === root.name) };
  for (let next = step(scanner, path); next; next = step(scanner, path)) path = next;
  return path;
}

/** `.name` or `[3]`. */
function step(scanner: Scanner, { type, find }: TypedPath): TypedPath | undefined {
  const failure = scanner.fail(`expected something that is in ${describe(type)}`);
  if (scanner.take('[')) {
    const index = Number(scanner.number());
    scanner.expect(']');
    if (type.kind !== 'list' || !Number.isInteger(index) || index < 0) throw failure;
    return {
      type: type.element,
      find: (roots) => inside(find(roots), (slot) => insideOf(slot, index, 1)[0]),
    };
  }
  if (!scanner.take('.')) return undefined;
  const name = scanner.label() ?? scanner.number() ?? '';
  const found = partType(type, name);
  if (!found) throw failure;
  return {
    type: found,
    find: (roots) => inside(find(roots), (slot) => insideOf(slot).find((one) => one.name === name)),
  };
}

const inside = (slot: Slot | undefined, find: (slot: Slot) => Slot | undefined): Slot | undefined =>
  slot && find(slot);

function partType(type: WitType, name: string): WitType | undefined {
  if (type.kind === 'record') return type.fields.find((field) => field.name === name)?.type;
  if (type.kind === 'variant') return type.cases.find((one) => one.name === name)?.type;
  if (type.kind === 'tuple') return type.items[Number(name)];
  if (type.kind === 'option') return name === 'some' ? type.some : undefined;
  if (type.kind === 'result') return name === 'ok' ? type.ok : name === 'err' ? type.err : undefined;
  return type.kind === 'flags' && type.flags.includes(name) ? { kind: 'bool' } : undefined;
}

export { WaveError };
