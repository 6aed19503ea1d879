import { describe, isInteger, type WitType } from '../../../../server/src/types/wit-type.ts';
import { WaveError } from '../../wave/error.ts';
import { printValue } from '../../wave/print.ts';
import { readValue } from '../../wave/read.ts';
import { Scanner } from '../../wave/scanner.ts';
import { caseOf, insideOf, type Slot } from './slots.ts';

/** The names that an expression may start with, and their types. */
export type Names = readonly { readonly name: string; readonly type: WitType }[];

/** Finds a value among those that are there; undefined where a case that it goes through is another. */
export type Path = (roots: readonly Slot[]) => Slot | undefined;
export type Condition = (roots: readonly Slot[]) => boolean;

/**
 * Reads a condition over WAVE values: `user.admin && path == "/me"`, `!(n < 3)`, `result is err`. A comparison of a
 * value inside of another case is false, except for `!=`.
 * @throws WaveError
 */
export function readCondition(text: string, names: Names): Condition {
  const scanner = new Scanner(text);
  const condition = readEither(scanner, names);
  if (!scanner.atEnd) throw scanner.fail('expected && or ||');
  return condition;
}

/**
 * Reads `user.name`, `items[3]`, `pair.0`, `result.err`.
 * @param start where the path begins in the text
 * @throws WaveError
 */
export function readPath(text: string, names: Names, start = 0): Path {
  const scanner = new Scanner(text, start);
  const { find } = readTypedPath(scanner, names);
  if (!scanner.atEnd) throw scanner.fail('expected . or [');
  return find;
}

/**
 * A text with paths in braces, `{user.name}`, for a log.
 * @throws WaveError
 */
export function readTemplate(text: string, names: Names): (roots: readonly Slot[]) => string {
  const paths = [...text.matchAll(/\{([^{}]*)\}/g)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
    find: readPath(text.slice(0, index + length - 1), names, index + 1),
  }));
  return (roots) => {
    let written = '';
    let end = 0;
    for (const path of paths) {
      const slot = path.find(roots);
      written += text.slice(end, path.start) + (slot ? printValue(slot.value, slot.type) : '(none)');
      end = path.end;
    }
    return written + text.slice(end);
  };
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
  if (scanner.word('is')) return readCaseTest(scanner, left);
  const operator = OPERATORS.find((one) => scanner.take(one));
  if (operator === undefined) {
    if (left.type.kind !== 'bool') throw scanner.fail('expected a comparison, as in ==, < or is');
    return (roots) => left.find(roots)?.value === true;
  }
  if (!/[=!]=/.test(operator) && !isOrdered(left.type))
    throw scanner.fail(`values of ${describe(left.type)} have no order; expected == or !=`);
  const read = readValue(scanner, left.type);
  const right = left.type.kind === 'f32' ? Math.fround(read as number) : read;
  return (roots) => {
    const found = left.find(roots);
    return found ? compare(found.value, right, operator, left.type) : operator === '!=';
  };
}

/** The case behind `is`. */
function readCaseTest(scanner: Scanner, { type, find }: TypedPath): Condition {
  const failure = scanner.fail(`expected a case of ${describe(type)}`);
  const name = scanner.label();
  if (name === undefined || !casesOf(type).includes(name)) throw failure;
  return (roots) => {
    const found = find(roots);
    return found !== undefined && caseOf(type, found.value) === name;
  };
}

function casesOf(type: WitType): readonly string[] {
  if (type.kind === 'variant') return type.cases.map(({ name }) => name);
  if (type.kind === 'option') return ['some', 'none'];
  if (type.kind === 'result') return ['ok', 'err'];
  return type.kind === 'enum' ? type.cases : [];
}

const isOrdered = ({ kind }: WitType): boolean =>
  isInteger(kind) || ['f32', 'f64', 'char', 'string'].includes(kind);

function compare(left: unknown, right: unknown, operator: Operator, type: WitType): boolean {
  if (operator === '==') return isSame(left, right, type);
  if (operator === '!=') return !isSame(left, right, type);
  const [a, b] = [left as number, right as number];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

/** Both zeros are the same, and so are all NaN. */
const isSame = (left: unknown, right: unknown, type: WitType): boolean =>
  left === right || printValue(left, type) === printValue(right, type);

interface TypedPath {
  readonly type: WitType;
  readonly find: Path;
}

function readTypedPath(scanner: Scanner, names: Names): TypedPath {
  const failure = scanner.fail(
    `expected ${names.map(({ name }) => name).join(' or ') || 'nothing: the function has no values'}`,
  );
  const label = scanner.label();
  const root = names.find(({ name }) => name === label);
  if (!root) throw failure;
  let path: TypedPath = { type: root.type, find: (roots) => roots.find(({ name }) => name === root.name) };
  for (let next = step(scanner, path); next; next = step(scanner, path)) path = next;
  return path;
}

/** `.name`, `.0` or `[3]`. */
function step(scanner: Scanner, { type, find }: TypedPath): TypedPath | undefined {
  if (scanner.sees('[')) {
    if (type.kind !== 'list') throw scanner.fail(`${describe(type)} has no elements`);
    const index = readIndex(scanner);
    return {
      type: type.element,
      find: (roots) => inside(find(roots), (slot) => insideOf(slot, index, 1)[0]),
    };
  }
  if (!scanner.take('.')) return undefined;
  const failure = scanner.fail(`expected something that is in ${describe(type)}`);
  const name = scanner.label() ?? scanner.digits() ?? '';
  const found = partType(type, name);
  if (!found) throw failure;
  return {
    type: found,
    find: (roots) => inside(find(roots), (slot) => insideOf(slot).find((one) => one.name === name)),
  };
}

function readIndex(scanner: Scanner): number {
  scanner.expect('[');
  const digits = scanner.digits();
  if (digits === undefined) throw scanner.fail('expected an index, as in [0]');
  scanner.expect(']');
  return Number(digits);
}

const inside = (slot: Slot | undefined, find: (slot: Slot) => Slot | undefined): Slot | undefined =>
  slot && find(slot);

function partType(type: WitType, name: string): WitType | undefined {
  if (type.kind === 'record') return type.fields.find((field) => field.name === name)?.type;
  if (type.kind === 'variant') return type.cases.find((one) => one.name === name)?.type;
  if (type.kind === 'tuple') return type.items.find((_, at) => String(at) === name);
  if (type.kind === 'option') return name === 'some' ? type.some : undefined;
  if (type.kind === 'result') return name === 'ok' ? type.ok : name === 'err' ? type.err : undefined;
  return type.kind === 'flags' && type.flags.includes(name) ? { kind: 'bool' } : undefined;
}

export { WaveError };
