import type { FunctionType, Span } from '../../../syntax/ast.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn, mostTupleElements, restrictedIn, type FoundFunction } from '../../facts/scopes.ts';

const mostMembers = 10_000;
const mostParameters = 1_000;

export const tooManyParts: Rule = {
  code: 'too-many-parts',
  ids: ['wasmparser'],
  severity: 'error',
  source: 'component',
  title: `A type must have at most 10,000 fields, cases or elements, and a function at most 1,000 parameters.`,
  explanation: `wit-parser accepts any number, but a component with more does not validate. A method has \`self\` as its first parameter. Group some of them in a type of their own.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(${parameters(mostParameters)}); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(${parameters(mostParameters + 1)}); }
world w { import i; }
`,
      `package a:b;
interface i { resource r { m: func(${parameters(mostParameters)}); } }
world w { import i; }
`,
    ],
  },
  message: ({ count, limit, parts }) =>
    `There are ${count} ${parts}, but a component allows at most ${limit}. Group some of them in a type of their own.`,
  *checkItem(item: Item): Iterable<Violation> {
    yield* over(mostMembers, ...membersOf(item));
    for (const type of restrictedIn(item))
      if (type.kind === 'tuple') yield* over(mostTupleElements, type.elements, 'elements');
    for (const found of functionsIn(item)) yield* over(mostParameters, parametersOf(found), 'parameters');
  },
};

function parameters(count: number): string {
  return Array.from({ length: count }, (_, n) => `x${n}: u8`).join(', ');
}

/** The members of a type that has many at times, and the word for them. */
function membersOf(item: Item): [members: readonly Span[], parts: string] {
  if (item.kind === 'record') return [item.fields, 'fields'];
  if (item.kind === 'variant' || item.kind === 'enum') return [item.cases, 'cases'];
  return [[], ''];
}

/** With the `self` of a method, whose place is the whole function's. */
function parametersOf({ func, kind }: FoundFunction): readonly Span[] {
  const self: readonly FunctionType[] = kind === 'method' ? [func] : [];
  return [...self, ...func.params];
}

/** A violation at the first part beyond the limit. */
function* over(limit: number, all: readonly Span[], parts: string): Generator<Violation> {
  const at = all[limit];
  if (at) yield { at, detail: { count: inDigits(all.length), limit: inDigits(limit), parts } };
}

const inDigits = (number: number): string => number.toLocaleString('en-US');
