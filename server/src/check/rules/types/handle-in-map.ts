import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import { bodiesOf, restrictedTypesOf } from '../../facts/scopes.ts';
import { holdsHandle } from '../../facts/type-graph.ts';
import type { Rule, TypesContext } from '../../rule.ts';

export const handleInMap: Rule = {
  code: 'handle-in-map',
  ids: ['T7'],
  severity: 'error',
  source: 'component',
  older: 'accepted',
  title: `The values of a \`map\` must not contain handles.`,
  explanation: `Bindings may drop the values of duplicate keys, and a handle that is dropped in this way is never disposed of. Resources (owned or borrowed), streams, futures and error contexts are handles, at any depth. Use a list of tuples. wit-parser accepts such a map, but the component is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r; f: func(a: list<tuple<string, r>>); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { resource r; f: func(a: map<string, r>); }
world w { import i; }
`,
      `package a:b;
interface i { record body { data: stream<u8> } f: func(a: map<string, option<body>>); }
world w { import i; }
`,
    ],
  },
  message: () =>
    `The values of this \`map\` contain a handle, which bindings may drop. Use a list of tuples instead.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    for (const body of bodiesOf(context.package))
      for (const type of restrictedTypesOf(body))
        if (type.kind === 'map' && holdsHandle(context, body.scope, type.value))
          yield { code: 'handle-in-map', at: rangeOf(body.uri, type), detail: {} };
  },
};
