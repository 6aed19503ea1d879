import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';
import { folded } from '../../facts/unique-names.ts';

export const methodNamedLikeResource: Rule = {
  code: 'method-named-like-resource',
  ids: ['R6'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: 'A method or static function does not have the name of its resource.',
  explanation:
    'In a component the function is called `[method]r.r`, which counts as the name `r`, and that is the resource.',
  examples: {
    accept: [`package a:b;\ninterface i { resource r { f: func(); } }\n`],
    reject: [`package a:b;\ninterface i { resource r { r: func(); } }\n`],
  },
  message: ({ name }) =>
    `In a component this function counts as \`${name}\`, the name of its resource. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { resource, name, at } of functionsIn(item)) {
      if (!resource?.name || !name || folded(name.text) !== folded(resource.name.text)) continue;
      yield { at, detail: { name: name.text } };
    }
  },
};
