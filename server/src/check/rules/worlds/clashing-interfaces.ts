import { definitionRange, nameRange } from '../../../resolve/context.ts';
import type { Problem, TokenRange, WorldItem, WorldModel } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { folded } from '../../facts/unique-names.ts';

export const clashingInterfaces: Rule = {
  code: 'clashing-interfaces',
  ids: ['P17'],
  severity: 'error',
  source: 'component',
  title: `Imported, and exported, interfaces of a world must differ in more than case and hyphens.`,
  explanation: `wit-parser accepts two interfaces \`foo\` and \`FOO\` in a package (WIT.md forbids it). A component that imports or exports both is invalid, because it compares names without case and hyphens.`,
  examples: {
    accept: [
      `package a:b;
interface foo { f: func(); }
interface FOO { f: func(); }
world w { import foo; export FOO; }
`,
    ],
    reject: [
      `package a:b;
interface foo { f: func(); }
interface FOO { f: func(); }
world w { import foo; import FOO; }
`,
    ],
  },
  message: ({ name, other, direction }) =>
    `\`${name}\` and \`${other}\` are the same name in a component (case and hyphens are ignored), and this world ${direction}s both. Rename one of them.`,
  *check({ package: { worlds } }: PackageContext): Iterable<Problem> {
    for (const world of worlds) {
      yield* clashes(world, 'import', world.imports.values());
      yield* clashes(world, 'export', world.exports.values());
    }
  },
};

function* clashes(world: WorldModel, direction: string, items: Iterable<WorldItem>): Generator<Problem> {
  const seen = new Map<string, string>();
  for (const item of items) {
    if (item.named) continue;
    const other = seen.get(folded(item.key));
    const detail = { name: item.key, other: other ?? '', direction };
    if (other !== undefined) yield { code: 'clashing-interfaces', at: placeOf(world, item), detail };
    seen.set(folded(item.key), item.key);
  }
}

/** An interface that another one needs, or that `include` brings in, is reported at the world. */
function placeOf(world: WorldModel, { extern, target }: WorldItem): TokenRange {
  const isOwn = extern !== undefined && world.node.items.includes(extern);
  const name = isOwn && target?.kind === 'path' ? target.path.name : undefined;
  return name ? nameRange(world.file, name) : definitionRange(world.definition);
}
