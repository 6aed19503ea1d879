import { nearest } from '../base/nearest.ts';
import { ProblemError, type SourceLocation } from '../base/problem.ts';
import { difference } from './graph/explain.ts';
import { wirable, type Graph } from './graph/graph.ts';
import type { Problems } from './problems.ts';
import { resultOf, type Misfit, type Result, type TargetRefusal, type Toolkit } from './toolkit.ts';

/** A world as a plan names it, before its package is found. */
export interface TargetName {
  /** `wasi:http/proxy@0.2.12` */
  readonly name: string;
  readonly at?: SourceLocation;
}

/** A world that a composition must fit, with the WIT that describes it. */
export interface Target extends TargetName {
  /** The name within its package: `proxy`. */
  readonly world: string;
  readonly wit: WitSources;
}

/** A WIT package and those that it may name, each as the files of its text or in the binary format. */
export interface WitSources {
  readonly main: WitSource;
  readonly dependencies: readonly WitSource[];
}

export type WitSource =
  | { readonly tag: 'text'; readonly val: { readonly path: string; readonly text: string }[] }
  | { readonly tag: 'binary'; readonly val: Uint8Array };

/**
 * Reports `target-misfit` for every difference of a component from a world, at the instance or export that causes it;
 * `unknown-world` and `wit-invalid`.
 * @param drawn the graph of the composition
 */
export function checkTarget(
  toolkit: Pick<Toolkit, 'packages' | 'targets'>,
  component: Uint8Array,
  target: Target,
  problems: Problems,
  drawn?: Graph,
): void {
  const misfits = problems.attempt(() => misfitsOf(toolkit, component, target));
  for (const misfit of misfits ?? []) problems.report(misfitProblem(misfit, target, drawn));
}

function misfitsOf(
  toolkit: Pick<Toolkit, 'packages' | 'targets'>,
  component: Uint8Array,
  target: Target,
): readonly Misfit[] {
  const wit = encoded(toolkit, target);
  const found = resultOf<Misfit[], TargetRefusal>(() => toolkit.targets.check(component, wit, target.world));
  if ('ok' in found) return found.ok;
  if (found.err.tag === 'unknown-world') {
    const { name, world } = target;
    const named = (one: string) => (name === world ? one : name.replace(`/${world}`, `/${one}`));
    throw unknownWorld(target, found.err.val.map(named));
  }
  throw invalidWit(target, found.err.val);
}

function encoded(toolkit: Pick<Toolkit, 'packages'>, target: Target): Uint8Array {
  const done = encodeWit(toolkit, target.wit);
  if ('ok' in done) return done.ok;
  throw invalidWit(target, done.err);
}

/** The binary format of a WIT package; or why it is invalid. */
export function encodeWit(
  { packages }: Pick<Toolkit, 'packages'>,
  { main, dependencies }: WitSources,
): Result<Uint8Array, string[]> {
  if (main.tag === 'binary') return { ok: main.val };
  return resultOf(() => packages.encode(main.val, [...dependencies]));
}

/** The problem of WIT that is invalid for these reasons. */
export function invalidWit(
  { name, at }: TargetName,
  [reason = '', ...causes]: readonly string[],
): ProblemError {
  return new ProblemError({
    code: 'wit-invalid',
    message: `the WIT of ${name} cannot be read: ${reason}`,
    causes,
    help: '`wit-studio check` and the editor list every error in it.',
    ...(at && { at }),
  });
}

/**
 * @param known the existing worlds
 * @param remedy a sentence behind them
 */
export function unknownWorld(
  { name, at }: TargetName,
  known: readonly string[],
  remedy?: string,
): ProblemError {
  const near = nearest(name, known);
  const question = near === undefined ? '' : `Did you mean “${near}”?`;
  const list = known.length === 0 ? 'The package has no world.' : `There is ${known.join(', ')}.`;
  return new ProblemError({
    code: 'unknown-world',
    message: `there is no world ${name}`,
    help: [question, list, remedy].filter(Boolean).join(' '),
    suggestions: near === undefined ? known : [near, ...known.filter((one) => one !== near)],
    ...(at && { at }),
  });
}

function misfitProblem(misfit: Misfit, target: Target, drawn: Graph | undefined): ProblemError {
  const at = (drawn && placeOf(misfit, drawn)) ?? target.at;
  return new ProblemError({
    code: 'target-misfit',
    ...misfitText(misfit, target.name),
    ...(at && { at }),
  });
}

/** Where the plan has the instance that imports something, or the export. */
function placeOf(misfit: Misfit, { instances, wires, exports }: Graph): SourceLocation | undefined {
  if (!misfit.isImport) return exports.find(({ name }) => name === misfit.name)?.at;
  const isOpen = (instance: Graph['instances'][number]) =>
    !wires.some((wire) => wire.target === instance && wire.import === misfit.name);
  return instances.find((one) => wirable(one.description.imports).includes(misfit.name) && isOpen(one))?.at;
}

/** The message, causes and help of a misfit. */
export function misfitText(
  { isImport, name, flaw }: Misfit,
  world: string,
): { readonly message: string; readonly causes?: readonly string[]; readonly help: string } {
  if (flaw.tag === 'differs') {
    const [asking, giving] = isImport ? ['the component', world] : [world, 'the component'];
    return {
      message: `“${name}” is not what ${world} ${isImport ? 'imports' : 'exports'} by that name`,
      causes: flaw.val.map((one) => difference(one, asking, giving)),
      help: 'Build the component against the WIT of that world.',
    };
  }
  const others = flaw.val.length > 0 ? `, but ${flaw.val.join(', ')}` : '';
  if (isImport)
    return {
      message: `the component imports ${name}, and ${world} does not have that${others}`,
      help: 'Wire the import to an instance that exports it, satisfy it by a stub, or take a world that has it.',
    };
  return {
    message: `${world} exports ${name}, and the component does not${others}`,
    help: 'Export it from an instance, or add a component that exports it.',
  };
}
