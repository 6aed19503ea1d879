import type { Breach, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';
import { folded } from '../../facts/unique-names.ts';

export const methodNamedLikeResource: Rule = {
  code: 'method-named-like-resource',
  ids: ['R6'],
  severity: 'error',
  source: 'component',
  title: 'A method or static function does not have the name of its resource.',
  explanation:
    'To the component validator `[method]r.r` is the name `r`, which the resource has, so a world with such an interface cannot become a component. The reader of WIT accepts it, and in an interface that no world of the package has it is a warning.',
  examples: {
    accept: [`package a:b;\ninterface i { resource r { f: func(); } }\n`],
    reject: [`package a:b;\ninterface i { resource r { r: func(); } }\n`],
  },
  message: ({ name }) =>
    `To a component this function is called \`${name}\`, like its resource, which it refuses. Rename one of them.`,
  *checkItem(item: Item): Iterable<Breach> {
    for (const { resource, name, at } of functionsIn(item)) {
      if (!resource?.name || !name || folded(name.text) !== folded(resource.name.text)) continue;
      yield { at, detail: { name: name.text } };
    }
  },
};
