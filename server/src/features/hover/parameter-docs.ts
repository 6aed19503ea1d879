/** Parameters in the brackets after a word. Source: component-model, WIT.md and Explainer.md. */
export interface ParameterDocs {
  /** How the whole is written, with its brackets. */
  readonly label: string;
  /** The parameters with their documentation; the last one of a `…` may be repeated. */
  readonly parameters: readonly (readonly [written: string, docs: string])[];
}

const element = 'The type of each element.';

/** By the word before `<`; of a list first the form that most have. */
const generics: Readonly<Record<string, readonly ParameterDocs[]>> = {
  list: [
    { label: 'list<T>', parameters: [['T', element]] },
    {
      label: 'list<T, N>',
      parameters: [
        ['T', element],
        ['N', 'How many elements there are: a number, as part of the type.'],
      ],
    },
  ],
  map: [
    {
      label: 'map<K, V>',
      parameters: [
        ['K', 'The type of the keys: an integer, `bool`, `char` or `string`, written out.'],
        ['V', 'The type of the values.'],
      ],
    },
  ],
  option: [{ label: 'option<T>', parameters: [['T', 'What `some` carries.']] }],
  result: [
    {
      label: 'result<T, E>',
      parameters: [
        ['T', 'What `ok` carries; `_` where that is nothing.'],
        ['E', 'What `err` carries. Where that is nothing, it is left out with its comma.'],
      ],
    },
  ],
  tuple: [
    {
      label: 'tuple<T, …>',
      parameters: [
        ['T', 'The type of the first value.'],
        ['…', 'The types of the other values, in their order.'],
      ],
    },
  ],
  stream: [{ label: 'stream<T>', parameters: [['T', element]] }],
  future: [{ label: 'future<T>', parameters: [['T', 'The type of the value that comes.']] }],
  own: [{ label: 'own<R>', parameters: [['R', 'A resource: its handle is given away.']] }],
  borrow: [{ label: 'borrow<R>', parameters: [['R', 'A resource: its handle is lent for the call.']] }],
};

/** By the name behind `@`. */
const gates: Readonly<Record<string, ParameterDocs>> = {
  since: {
    label: '@since(version = 1.2.3)',
    parameters: [['version = 1.2.3', 'The first version of the package that has the item.']],
  },
  unstable: {
    label: '@unstable(feature = name)',
    parameters: [['feature = name', 'The feature that has to be switched on for the item to be there.']],
  },
  deprecated: {
    label: '@deprecated(version = 1.2.3)',
    parameters: [['version = 1.2.3', 'The first version of the package that advises against the item.']],
  },
  'external-id': {
    label: '@external-id("…")',
    parameters: [['"…"', 'The name of the item outside of WIT, as a string.']],
  },
};

const parameter =
  'A name and its type. A resource by its name alone is given away; `borrow<…>` lends it for the call.';
const rest = 'More of them, with a comma between two.';

function callable(label: string, more: string): ParameterDocs {
  const parameters = [
    ['name: T', parameter + more],
    ['…', rest],
  ] as const;
  return { label, parameters };
}

const functions = {
  function: callable('func(name: T, …) -> T', ''),
  method: callable(
    'func(name: T, …) -> T',
    '\n\nThe resource that the method is called on is not written: its handle comes first by itself.',
  ),
  constructor: callable('constructor(name: T, …)', ''),
};

const payload: ParameterDocs = {
  label: 'case(T)',
  parameters: [['T', 'What the case carries: one type. Several values are a `tuple` or a record.']],
};

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** @param word a type that has parameters */
export const genericDocs = (word: string): readonly ParameterDocs[] => own(generics, word) ?? [];

export function gateDocs(name: string): readonly ParameterDocs[] {
  const found = own(gates, name);
  return found ? [found] : [];
}

export const functionDocs = (kind: keyof typeof functions): readonly ParameterDocs[] => [functions[kind]];

export const payloadDocs: readonly ParameterDocs[] = [payload];
