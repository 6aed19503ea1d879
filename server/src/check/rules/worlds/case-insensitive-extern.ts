import { definitionRange } from '../../../resolve/context.ts';
import type { Problem, WorldItem, WorldModel } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const caseInsensitiveExtern: Rule = {
  code: 'case-insensitive-extern',
  ids: ['W5'],
  severity: 'error',
  title: `The names that a world imports, and those it exports, differ in more than case.`,
  explanation: `Names of the Component Model are compared without regard to case.`,
  examples: {
    accept: [
      `package a:b;
world w { import foo: func(); export FOO: func(); }
`,
    ],
    reject: [
      `package a:b;
world w { import foo: func(); import FOO: func(); }
`,
    ],
  },
  message: ({ name, other, direction }) =>
    `\`${name}\` and \`${other}\` differ in case alone, and both are ${direction}ed. Rename one of them.`,
  *check({ package: { worlds } }: PackageContext): Iterable<Problem> {
    for (const world of worlds) {
      for (const [direction, items] of [
        ['import', world.imports],
        ['export', world.exports],
      ] as const) {
        yield* clashes(world, direction, [...items.values()]);
      }
    }
  },
};

function* clashes(world: WorldModel, direction: string, items: readonly WorldItem[]): Generator<Problem> {
  const seen = new Map<string, WorldItem>();
  for (const item of items) {
    const folded = item.key.toLowerCase();
    const other = item.named ? seen.get(folded) : undefined;
    // A name that `include` brings in is reported at the world.
    const at = item.definition?.uri === world.file && item.extern ? item.definition : world.definition;
    const detail = { name: item.key, other: other?.key ?? '', direction };
    if (other) yield { code: 'case-insensitive-extern', at: definitionRange(at), detail };
    if (item.named) seen.set(folded, item);
  }
}
