import type { Composing } from './composing.ts';
import { loadComponents, type LoadedComponent } from './encode.ts';
import type { Instance } from './graph.ts';
import { importsNamed } from '../lookup.ts';
import { isProvider, type Plan, type PlannedImport } from '../plan.ts';
import { collectProblems } from '../problems.ts';

/** A composition in which some instances import from components that the toolkit generates. */
export interface WithGenerated {
  readonly plan: Plan;
  readonly instances: readonly Instance[];
  readonly components: readonly LoadedComponent[];
}

export interface Generated {
  /** Of its instance. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The imports of the target that it exports, by their full names. */
  readonly filled: readonly PlannedImport[];
  readonly inFrontOf?: readonly string[];
  /** Of the imports that it does not share with the target. */
  readonly wires?: readonly PlannedImport[];
}

/**
 * Adds an instance of a generated component, from which another one imports. Its own imports are wired as those of
 * the other one. Reports `component-invalid`.
 */
export function addGenerated(
  composing: Composing,
  from: WithGenerated,
  target: Instance,
  { filled, ...generated }: Generated,
): WithGenerated {
  const composition = addInstance(composing, from, target, generated);
  const added = composition.instances.find(({ name }) => name === generated.name);
  if (!added) return composition;
  const imported = added.description.imports.map((one) => one.name);
  // A wire of the plan to an import that the component fills is a contradiction, which is reported later.
  const isReplaced = ({ name: one, from: provider }: PlannedImport) =>
    filled.some((other) => other.name === one) && (imported.includes(one) || isStub(provider));
  const remaining = byFullName(target).filter((one) => !isReplaced(one));
  const wired = { ...target, imports: [...remaining, ...filled] };
  return {
    ...composition,
    instances: composition.instances.map((one) => (one === target ? wired : one)),
  };
}

/** Adds an instance of a generated component for another one, whose imports it shares. */
export function addInstance(
  composing: Composing,
  { plan, instances, components }: WithGenerated,
  target: Instance,
  { name, bytes, inFrontOf, wires = [] }: Omit<Generated, 'filled'>,
): WithGenerated {
  const component = { path: name, bytes };
  const planned = byFullName(target);
  const placed = {
    ...{ name, source: name, component: name, imports: planned, generatedFor: target.name },
    ...(inFrontOf && { inFrontOf }),
  };
  const [loaded] = loadComponents(composing, [component], [placed]);
  if (!loaded) return { plan, instances, components };
  const imported = loaded.description.imports.map((one) => one.name);
  const imports = [...wires, ...planned].filter((one) => imported.includes(one.name));
  return {
    plan: { ...plan, instances: [...plan.instances, { ...placed, imports }] },
    instances: [...instances, { ...loaded, imports }],
    components: [...components, component],
  };
}

const isStub = (from: PlannedImport['from']): boolean => from !== false && !isProvider(from);

/** The imports that the plan names; a name that means nothing is reported when the graph is drawn. */
const byFullName = (target: Instance): readonly PlannedImport[] =>
  target.imports.flatMap((planned) => {
    const names = collectProblems().attempt(() => importsNamed(planned.name, target, planned.at));
    return names?.map((name) => ({ ...planned, name })) ?? [planned];
  });
