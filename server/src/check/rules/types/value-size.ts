import type { Problem } from '../../../resolve/model.ts';
import type { Type } from '../../../syntax/ast.ts';
import type { Rule, TypesContext } from '../../rule.ts';
import { itemsReached } from '../../facts/reached-items.ts';
import { type Body, bodiesOf, isFixedList, restrictedIn } from '../../facts/scopes.ts';
import { type Measure, typesOverLimit } from '../../facts/types-over-limit.ts';
import { sizeLimit, sizeOf, sizeOfDefined } from '../../facts/value-size.ts';

export const valueSize: Rule = {
  code: 'value-size',
  ids: ['T4b', 'X6'],
  severity: 'error',
  source: 'component',
  title: `A value must take less than 268,435,456 bytes (2^28) of memory.`,
  explanation: `Fixed-length lists, tuples, records and variants are stored in place, so their sizes add up. wasm-tools measures them for a 64-bit memory, where a \`string\` and a \`list\` without a length take 16 bytes regardless of their contents, and refuses a component with a larger value.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(a: list<u32, 67108863>, b: list<list<u8>>); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(a: list<u32, 67108864>); }
world w { import i; }
`,
      `package a:b;
interface i { record r { a: list<u8, 134217728>, b: list<u8, 134217728> } }
world w { import i; }
`,
    ],
  },
  message: ({ size }) =>
    `A value of this type takes ${size} bytes, but a component allows less than 268,435,456 (2^28). Use a list without a length, whose elements are stored separately.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    // Without a list of fixed length no value gets so large: the reference allows a type at most a million parts.
    if (!reachesFixedList(context)) return;
    for (const body of bodiesOf(context.package)) yield* tooLargeIn(context, body);
  },
};

const reachesFixedList = itemsReached((item) => restrictedIn(item).some(isFixedList));

function* tooLargeIn(context: TypesContext, body: Body): Generator<Problem> {
  for (const { at, size } of typesOverLimit(context, body, measure))
    yield { code: 'value-size', at, detail: detail(size) };
}

const measure: Measure = {
  limit: sizeLimit,
  ofType: (context, scope, type) => (isMadeOfParts(type) ? sizeOf(context, scope, type) : 0),
  ofDefined: sizeOfDefined,
};

const isMadeOfParts = (type: Type): boolean =>
  type.kind === 'tuple' || type.kind === 'option' || type.kind === 'result' || isFixedList(type);

const detail = (size: number) => ({ size: size.toLocaleString('en-US') });
