import { ProblemError } from '../base/problem.ts';
import type { LoadedComponent } from './encode.ts';
import { loadComponents } from './encode.ts';
import type { Instance } from './graph.ts';
import { importsNamed } from './lookup.ts';
import { isProvider, type Plan, type PlannedImport, type Stub } from './plan.ts';
import { collectProblems, type Problems } from './problems.ts';
import { resultOf, type Graph as ToolkitGraph, type StubMistake, type Toolkit } from './toolkit.ts';

/** The composition with each stub as an ordinary instance. */
export interface Stubbed {
  readonly plan: Plan;
  readonly instances: readonly Instance[];
  readonly components: readonly LoadedComponent[];
}

/** An import of an instance, by its full name, and the stub that the plan has for it. */
interface StubbedImport {
  readonly import: string;
  readonly planned: PlannedImport;
  readonly stub: Stub;
}

/**
 * Generates a component for each instance with stubs. It exports all of them, so that they share their resources. Its
 * own imports are wired as those of the instance. Reports `stub-invalid`.
 * @param graph has loaded `components`, and loads the generated ones
 */
export function withStubs(
  toolkit: Pick<Toolkit, 'stubs'>,
  graph: ToolkitGraph,
  from: Stubbed,
  problems: Problems,
): Stubbed {
  let { plan, instances, components } = from;
  for (const target of from.instances) {
    const stubs = stubsOf(target);
    if (stubs.length === 0) continue;
    const bytes = components.find(({ path }) => path === target.component)!.bytes;
    const made = problems.attempt(() => makeStub(toolkit, bytes, target, stubs, problems));
    if (!made) continue;
    const name = stubName(target);
    const wired = { ...target, imports: wiredTo(name, target, stubs) };
    const component = { path: name, bytes: made };
    const placed = { name, source: name, component: name, imports: wired.imports, isStub: true };
    const [stub] = loadComponents(graph, [component], [placed], problems);
    if (!stub) continue;
    const imported = new Set(stub.description.imports.map((one) => one.name));
    const shared = wired.imports.filter((one) => imported.has(one.name));
    instances = [...instances.map((one) => (one === target ? wired : one)), { ...stub, imports: shared }];
    plan = { ...plan, instances: [...plan.instances, { ...placed, imports: shared }] };
    components = [...components, component];
  }
  return { plan, instances, components };
}

const stubName = ({ name }: Instance): string => `${name} (stub)`;

/** A name that means nothing is reported when the graph is drawn. */
function stubsOf(target: Instance): readonly StubbedImport[] {
  return target.imports.flatMap((planned) => {
    const { name, from } = planned;
    if (!from || isProvider(from)) return [];
    const names = collectProblems().attempt(() => importsNamed(name, target, planned.at)) ?? [];
    return names.map((one) => ({ import: one, planned, stub: from }));
  });
}

/** Every import of the plan by its full name, those with a stub from its instance. */
function wiredTo(stub: string, target: Instance, stubs: readonly StubbedImport[]): readonly PlannedImport[] {
  const others = byFullName(target).filter(({ from }) => !from || isProvider(from));
  const stubbed = stubs.map(({ import: name, planned }) => ({ ...planned, name, from: { instance: stub } }));
  return [...others, ...stubbed];
}

/** The imports that the plan names; a name that means nothing is reported when the graph is drawn. */
export const byFullName = (target: Instance): readonly PlannedImport[] =>
  target.imports.flatMap((planned) => {
    const names = collectProblems().attempt(() => importsNamed(planned.name, target, planned.at));
    return names?.map((name) => ({ ...planned, name })) ?? [planned];
  });

function makeStub(
  { stubs: toolkit }: Pick<Toolkit, 'stubs'>,
  component: Uint8Array,
  target: Instance,
  stubs: readonly StubbedImport[],
  problems: Problems,
): Uint8Array | undefined {
  const wanted = stubs.map(({ import: name, stub }) => ({
    import: name,
    // A function of the world is called by its own name.
    answers: stub.answers.map(({ call, value }) => ({ call: call ?? name, value })),
  }));
  const made = resultOf<Uint8Array, StubMistake[]>(() => toolkit.make(component, wanted));
  if ('ok' in made) return made.ok;
  for (const mistake of made.err) problems.report(invalidStub(mistake, target, stubs));
  return undefined;
}

function invalidStub(
  { stub: index, answer: at, reason }: StubMistake,
  target: Instance,
  stubs: readonly StubbedImport[],
): ProblemError {
  const { import: name, planned, stub } = stubs[index]!;
  const wrong = at === undefined ? undefined : stub.answers[at];
  const place = wrong?.at ?? planned.at;
  return new ProblemError({
    code: 'stub-invalid',
    message: wrong
      ? `the stub of ${name} cannot answer ${wrong.call ?? name} by ${wrong.value}: ${reason}`
      : `there can be no stub of ${name} for ${target.name}: ${reason}`,
    help: wrong
      ? 'An answer is a value of the result of the function, in WAVE: "ok(3)", "[1, 2]", "{name: \\"x\\"}".'
      : 'Wire it to a component that exports it, or leave it open.',
    ...(place && { at: place }),
  });
}
