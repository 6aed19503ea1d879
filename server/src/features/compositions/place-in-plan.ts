import type { Composition, Part } from '../../analysis/compositions/composition.ts';
import type { OffsetRange } from '../../analysis/snapshot.ts';
import { drawGraph } from '../../compositions/graph/draw-graph.ts';
import type { Graph } from '../../compositions/graph/graph.ts';
import type { Plan } from '../../compositions/plan.ts';
import { planOfDocument } from '../../compositions/read/read-document.ts';
import { configPlace } from '../../compositions/place/config-place.ts';
import { type PlanPlace, planPlace } from '../../compositions/place/plan-place.ts';
import { collectProblems } from '../../compositions/problems.ts';
import { tomlPlace } from '../../compositions/place/toml-place.ts';
import { yamlPlace } from '../../compositions/place/yaml-place.ts';
import { wacPlace, type WacPlace } from '../../compositions/place/wac-place.ts';

/** The element at a position in a plan. */
export type PlaceInPlan = { readonly range: OffsetRange; readonly word: string } & (
  | { readonly kind: 'composition' | 'config'; readonly place: PlanPlace }
  | { readonly kind: 'wac'; readonly place: WacPlace }
);

/**
 * The element of a plan at a position; undefined where there is none.
 * @param offset in UTF-16 code units
 */
export function placeInPlan({ kind, source }: Composition, offset: number): PlaceInPlan | undefined {
  if (kind === 'wac') {
    const found = wacPlace(source.text, offset);
    return found && { kind, range: found.span, word: found.word, place: found };
  }
  const isConfig = kind === 'config';
  const found = (isConfig ? yamlPlace : tomlPlace)(source.text, offset);
  const place = found && (isConfig ? configPlace : planPlace)(found);
  return place && { kind, range: found.span, word: found.word, place };
}

export const partNamed = ({ parts }: Composition, name: string | undefined): Part | undefined =>
  parts.find((part) => part.name === name);

/** The instances of a plan, and the wires as far as their components are known. */
export interface DrawnPlan {
  readonly parts: readonly Part[];
  readonly graph: Graph;
}

/** Of a document each `new` is an instance, whatever is wrong with it. */
export function drawn({ kind, source, outline, reading, parts }: Composition): DrawnPlan | undefined {
  if (kind !== 'wac') return reading && drawnPlan(reading.plan, parts);
  if (!outline) return undefined;
  const packageNamed = (name: string) => parts.find((part) => part.name === name);
  const plan = planOfDocument(source, outline, (name) => packageNamed(name)?.description);
  return drawnPlan(
    plan,
    plan.instances.flatMap(({ name, source: of, at }) => {
      const part = packageNamed(of);
      return part ? [{ ...part, name, at }] : [];
    }),
  );
}

function drawnPlan(plan: Plan, parts: readonly Part[]): DrawnPlan {
  const known = plan.instances.flatMap((instance) => {
    const part = parts.find(({ name }) => name === instance.name);
    return part?.description && part.component !== undefined
      ? [{ ...instance, component: part.component, description: part.description }]
      : [];
  });
  return { parts, graph: drawGraph(plan, known, collectProblems()) };
}
