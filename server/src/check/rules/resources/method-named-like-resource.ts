import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';
import { folded } from '../../facts/unique-names.ts';

export const methodNamedLikeResource: Rule = {
  code: 'method-named-like-resource',
  ids: ['R6'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `A method or static function must not have the name of its resource.`,
  explanation: `In a component the function is named \`[method]r.r\`, which conflicts with the resource \`r\`.`,
  examples: {
    accept: [`package a:b;\ninterface i { resource r { f: func(); } }\n`],
    reject: [`package a:b;\ninterface i { resource r { r: func(); } }\n`],
  },
  message: ({ name }) =>
    `In a component this function conflicts with its resource \`${name}\`. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { resource, name, at } of functionsIn(item)) {
      if (!resource?.name || !name || folded(name.text) !== folded(resource.name.text)) continue;
      yield { at, detail: { name: name.text } };
    }
  },
};
