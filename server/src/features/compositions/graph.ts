import type { Composition, Part } from '../../analysis/compositions/composition.ts';
import type { OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import type { Edited, PlanEdit, Provider } from '../../base/plan-edit.ts';
import { changeBetween, editPlan } from '../../compositions/edit/edit-plan.ts';
import { functionId, unversioned } from '../../base/ids.ts';
import { areCompatible } from '../../compositions/names.ts';
import { folded } from '../../compositions/picture/fold.ts';
import { pictureOf, svgOf } from '../../compositions/picture/svg.ts';
import { collectProblems } from '../../compositions/problems.ts';
import type { Description } from '../../compositions/toolkit.ts';
import { drawn } from './place-in-plan.ts';
import { viewOf } from './graph-of-plan.ts';

/** A plan as an editor draws it. */
export interface PlanGraph {
  /** An SVG whose ports and cards can be pressed, for a page that has its style. */
  readonly picture: string;
  /** The same drawing as a file of its own. */
  readonly file: string;
  readonly instances: readonly {
    readonly name: string;
    /** URI of the plan's source, and of its component; undefined for a folder that is not built. */
    readonly source: string;
    readonly component: string | undefined;
    readonly imports: readonly string[];
    readonly exports: readonly string[];
  }[];
  /** The possible sources of each import; `port` is the export that `export` is, or the interface that has it. */
  readonly choices: readonly (Required<Provider> & {
    readonly target: string;
    readonly import: string;
    readonly port: string;
  })[];
  /** Paths of components that are no instances yet. */
  readonly components: readonly string[];
  /** Whether a component is still being read: there will be more to draw. */
  readonly isPending: boolean;
  /** The problems, a sentence each. */
  readonly mistakes: readonly string[];
}

/**
 * @param unfolded names of instances whose imports of WASI are shown one by one
 * @returns undefined where there is nothing to draw yet
 */
export function planGraph(
  snapshot: Snapshot,
  uri: string,
  unfolded: ReadonlySet<string> = new Set(),
): PlanGraph | undefined {
  const composition = snapshot.composition(uri);
  const drawing = composition && drawn(composition);
  if (!composition || !drawing) return undefined;
  const view = viewOf(composition, drawing);
  const shown = folded(view, ({ name }) => unfolded.has(name));
  const { parts } = drawing;
  const { source, findings } = composition;
  const used = new Set(composition.parts.map((part) => part.source));
  return {
    picture: pictureOf(shown),
    file: svgOf(shown),
    instances: parts.map((part, at) => ({
      name: part.name,
      source: part.source,
      component: part.component,
      imports: view.cards[at]!.imports.map(({ name }) => name),
      exports: view.cards[at]!.exports.map(({ name }) => name),
    })),
    choices: parts.flatMap((part) => choicesOf(part, parts)),
    components: composition.componentsBelow().filter((path) => !used.has(source.resolve(path))),
    isPending:
      parts.some(({ component, description }) => component !== undefined && !description) &&
      findings.length === 0,
    mistakes: findings.map(({ message }) => message),
  };
}

/**
 * Exports of the import's name, of another version of it, or with all of its functions; for a function also that of its
 * name in an interface.
 */
function choicesOf(target: Part, parts: readonly Part[]): PlanGraph['choices'] {
  const imports = itemsOf(target.description?.imports);
  return imports.flatMap((wanted) =>
    parts
      .filter((part) => part !== target)
      .flatMap(({ name, description }) =>
        itemsOf(description?.exports).flatMap((offered) =>
          offersOf(wanted, offered).map((one) => ({
            target: target.name,
            import: wanted.name,
            instance: name,
            export: one,
            port: offered.name,
          })),
        ),
      ),
  );
}

type Item = Description['imports'][number];

const itemsOf = (items: readonly Item[] = []): readonly Item[] =>
  items.filter(({ kind }) => kind === 'interface' || kind === 'func');

function offersOf(wanted: Item, offered: Item): readonly string[] {
  if (fits(wanted, offered)) return [offered.name];
  const hasIt = wanted.kind === 'func' && offered.functions.includes(wanted.name);
  return hasIt ? [functionId(offered.name, wanted.name)] : [];
}

function fits(wanted: Item, offered: Item): boolean {
  if (wanted.kind !== offered.kind) return false;
  if (areCompatible(wanted.name, offered.name) || unversioned(wanted.name) === unversioned(offered.name))
    return true;
  return wanted.functions.length > 0 && wanted.functions.every((name) => offered.functions.includes(name));
}

/** A change of the text, or the reason why it is not possible. */
export type PlanTextEdit = (OffsetRange & { readonly text: string }) | { readonly refused: string };

/** An edit made in the graph. */
export function editOfPlan(snapshot: Snapshot, uri: string, edit: PlanEdit): PlanTextEdit {
  const composition = snapshot.composition(uri);
  if (!composition) return { refused: 'this is no plan' };
  const { source } = composition;
  const problems = collectProblems();
  const edits = [...exportsBefore(composition, edit), edit];
  const after = problems.attempt(() =>
    edits.reduce<Edited>(
      (text, one) => (typeof text === 'string' ? editPlan({ ...source, text }, one) : text),
      source.text,
    ),
  );
  if (after === undefined) return { refused: 'the plan cannot be read: mend its mistakes first' };
  if (typeof after !== 'string') return after;
  return changeBetween(source.text, after) ?? { start: 0, end: 0, text: '' };
}

/** A change of exports that go by name first writes these names into the plan. */
function exportsBefore(composition: Composition, edit: PlanEdit): readonly PlanEdit[] {
  if (edit.kind !== 'export' || composition.reading?.plan.exports !== 'unused') return [];
  return (drawn(composition)?.graph.exports ?? []).map(({ name, source, export: from }) => ({
    kind: 'export',
    name,
    from: { instance: source.name, ...(from !== name && { export: from }) },
  }));
}
