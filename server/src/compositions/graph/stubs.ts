import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import type { Composing } from './composing.ts';
import { addGenerated, type WithGenerated } from './generated.ts';
import type { Instance } from './graph.ts';
import { importsNamed } from '../lookup.ts';
import { isProvider, type PlannedImport, type Stub, type StubAnswer } from '../plan.ts';
import { collectProblems } from '../problems.ts';
import { resultOf, type StubMistake } from '../toolkit.ts';

/** An import of an instance, by its full name, and the stub that the plan has for it. */
interface StubbedImport {
  readonly import: string;
  readonly planned: PlannedImport;
  readonly stub: Stub;
}

/**
 * Generates a component for each instance with stubs. It exports all of them, so that they share their resources.
 * Reports `stub-invalid`.
 */
export function withStubs(composing: Composing, from: WithGenerated): WithGenerated {
  let composition = from;
  for (const target of from.instances) {
    const stubs = stubsOf(target);
    if (stubs.length === 0) continue;
    const component = from.components.find(({ path }) => path === target.component)!;
    const bytes = composing.problems.attempt(() => makeStub(composing, component.bytes, target, stubs));
    if (!bytes) continue;
    const name = `${target.name} (stub)`;
    const filled = stubs.map((one) => ({ ...one.planned, name: one.import, from: { instance: name } }));
    composition = addGenerated(composing, composition, target, { name, bytes, filled });
  }
  return composition;
}

/** A name that means nothing is reported when the graph is drawn. */
function stubsOf(target: Instance): readonly StubbedImport[] {
  return target.imports.flatMap((planned) => {
    const { name, from } = planned;
    if (!from || isProvider(from)) return [];
    const names = collectProblems().attempt(() => importsNamed(name, target, planned.at)) ?? [];
    return names.map((one) => ({ import: one, planned, stub: withoutUnused(from, one, target) }));
  });
}

/** A stub without the optional answers of functions that the instance does not import. */
function withoutUnused({ answers }: Stub, imported: string, { description }: Instance): Stub {
  const functions = description.imports.find(({ name }) => name === imported)?.functions ?? [];
  const isUsed = ({ call, optional }: StubAnswer) =>
    !optional || call === undefined || functions.includes(call.split('(')[0]!);
  return { answers: answers.filter(isUsed) };
}

function makeStub(
  { toolkit, problems }: Composing,
  component: Uint8Array,
  target: Instance,
  stubs: readonly StubbedImport[],
): Uint8Array | undefined {
  const wanted = stubs.map(({ import: name, planned, stub }) => ({
    import: name,
    answers: stub.answers.map(({ call, value }) => ({
      call: call ?? functionFor(planned, name, target),
      value,
    })),
  }));
  const made = resultOf<Uint8Array, StubMistake[]>(() => toolkit.stubs.make(component, wanted));
  if ('ok' in made) return made.ok;
  for (const mistake of made.err) problems.report(invalidStub(mistake, target, stubs));
  return undefined;
}

/**
 * The function of an answer that names none: the import, if it is a function; else the function of the interface that
 * the plan names, or its only one.
 */
function functionFor({ name: written }: PlannedImport, imported: string, { description }: Instance): string {
  const functions = description.imports.find(({ name }) => name === imported)?.functions ?? [];
  const named = functions.find((one) => one === written.split('/').at(-1));
  return named ?? (functions.length === 1 ? functions[0]! : imported);
}

function invalidStub(
  { stub: index, answer: at, reason }: StubMistake,
  target: Instance,
  stubs: readonly StubbedImport[],
): ProblemError {
  const { import: name, planned, stub } = stubs[index]!;
  const wrong = at === undefined ? undefined : stub.answers[at];
  const place = wrong?.at ?? planned.at;
  const called = wrong && (wrong.call ?? functionFor(planned, name, target));
  const { functions = [] } = target.description.imports.find((one) => one.name === name) ?? {};
  if (wrong && called === name && functions.length > 0) return noFunction(name, functions, place);
  return new ProblemError({
    code: 'stub-invalid',
    message: wrong
      ? `the stub of ${name} cannot answer ${called} by ${wrong.value}: ${reason}`
      : `there can be no stub of ${name} for ${target.name}: ${reason}`,
    help: wrong
      ? 'An answer is a value of the result of the function, in WAVE: "ok(3)", "[1, 2]", "{name: \\"x\\"}".'
      : 'Wire it to a component that exports it, or leave it open.',
    ...(place && { at: place }),
  });
}

function noFunction(
  name: string,
  functions: readonly string[],
  at: SourceLocation | undefined,
): ProblemError {
  return new ProblemError({
    code: 'stub-invalid',
    message: `the stub of ${name} has one answer, but the interface has the functions ${functions.join(', ')}`,
    help: `Name the function: { stub = { ${functions[0]} = … } }.`,
    ...(at && { at }),
  });
}
