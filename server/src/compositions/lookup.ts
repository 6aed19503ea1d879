import { ProblemError } from '../base/problem.ts';
import type { SourceLocation } from '../base/problem.ts';
import { nearest } from '../base/nearest.ts';
import type { Description } from './toolkit.ts';
import type { Instance, Offer } from './graph/graph.ts';
import { functionId, functionOf, lastName, unversioned } from '../base/ids.ts';
import { meant } from './names.ts';

/**
 * @param refused names of instances that have a problem of their own
 * @param target imports from the instance, and cannot be meant itself
 * @throws ProblemError `unknown-instance`
 */
export function instanceNamed(
  name: string,
  { instances, refused }: { readonly instances: readonly Instance[]; readonly refused: Iterable<string> },
  at: SourceLocation | undefined,
  target?: Instance,
): Instance {
  const found = instances.find((instance) => instance.name === name);
  if (found) return found;
  const others = instances.filter((instance) => instance !== target).map((instance) => instance.name);
  const names = [...others, ...refused];
  throw new ProblemError({
    code: 'unknown-instance',
    message: `there is no instance “${name}”`,
    help: isPath(name)
      ? 'Give the component of this path a name among the instances, and write that name here.'
      : suggestion(name, names, target ? 'Beside it, the plan has' : 'The plan has'),
    suggestions: likely(name, names),
    ...(at && { at }),
  });
}

const isPath = (name: string): boolean => /\.(?:wasm|wat)$|[/\\]/.test(name);

/**
 * The imports of an instance that match a plan's name: more than one only when the name has no version.
 * @throws ProblemError `unknown-import`
 */
export function importsNamed(
  name: string,
  instance: Instance,
  at: SourceLocation | undefined,
): readonly string[] {
  const found = meant(name, instance.description.imports);
  const isOneName = new Set(found.map(unversioned)).size === 1;
  if (isOneName) return found;
  if (found.length > 0)
    throw ambiguous('unknown-import', `“${instance.name}” has more than one import “${name}”`, found, at);
  throw new ProblemError({
    code: 'unknown-import',
    message: `“${instance.name}” does not import “${name}”`,
    help: suggestionOf(name, instance.description.imports, 'It imports'),
    suggestions: likelyNames(name, instance.description.imports),
    ...(at && { at }),
  });
}

/** @throws ProblemError `unknown-export` when there is none, or when the version is required */
export function exportNamed(name: string, instance: Instance, at: SourceLocation | undefined): string {
  const [found, ...more] = meant(name, instance.description.exports);
  if (found !== undefined && more.length === 0) return found;
  if (found !== undefined)
    throw ambiguous(
      'unknown-export',
      `“${instance.name}” has more than one export “${name}”`,
      [found, ...more],
      at,
    );
  throw new ProblemError({
    code: 'unknown-export',
    message: `“${instance.name}” does not export “${name}”`,
    help: suggestionOf(name, instance.description.exports, 'It exports'),
    suggestions: likelyNames(name, instance.description.exports),
    ...(at && { at }),
  });
}

/**
 * The export of a name; or the function of the only interface that has it, or of the one that `name` has as well
 * (`acme:auth/verify.check`).
 * @throws ProblemError `unknown-export`
 */
export function itemNamed(name: string, instance: Instance, at: SourceLocation | undefined): Offer {
  const { exports } = instance.description;
  const items = exports.map((one) => ({ ...one, functions: [] }));
  const isExport = meant(name, items).length > 0;
  const both = isExport ? undefined : functionOf(name);
  if (both) return functionIn(exportNamed(both.interface, instance, at), instance, [both.function], at);
  const [owner, ...more] = isExport ? [] : meant(name, exports);
  if (owner === undefined) return { export: exportNamed(name, instance, at) };
  const called = lastName(name);
  if (more.length === 0) return { export: owner, function: called };
  throw ambiguous(
    'unknown-export',
    `“${instance.name}” has more than one export “${name}”`,
    [owner, ...more].map((one) => functionId(one, called)),
    at,
  );
}

/**
 * The export that fills an import that is a function: a function too, or one in an interface. Of an interface that the
 * plan names it is the one that the name or `wanted` is, or the only one.
 * @param wanted the name of the import
 * @throws ProblemError `unknown-export`
 */
export function functionNamed(
  name: string,
  wanted: string,
  instance: Instance,
  at: SourceLocation | undefined,
): Offer {
  const offer = itemNamed(name, instance, at);
  const { kind, functions } = instance.description.exports.find((one) => one.name === offer.export)!;
  if (offer.function !== undefined || kind !== 'interface') return offer;
  const only = functions.length === 1 ? functions : [];
  return functionIn(offer.export, instance, [wanted, lastName(name), ...only], at);
}

/** The first of `names` that the interface has. */
function functionIn(
  owner: string,
  instance: Instance,
  names: readonly string[],
  at: SourceLocation | undefined,
): Offer {
  const { functions } = instance.description.exports.find((one) => one.name === owner)!;
  const found = names.find((one) => functions.includes(one));
  if (found !== undefined) return { export: owner, function: found };
  const [wanted = ''] = names;
  const candidates = functions.map((one) => functionId(owner, one));
  const near = nearest(wanted, functions);
  const likeliest = near && functionId(owner, near);
  throw new ProblemError({
    code: 'unknown-export',
    message: `${owner} of “${instance.name}” has no function “${wanted}”`,
    help: suggestion(wanted, candidates, 'It has', likeliest),
    suggestions: likely(wanted, candidates, likeliest),
    ...(at && { at }),
  });
}

function ambiguous(
  code: 'unknown-import' | 'unknown-export',
  message: string,
  candidates: readonly string[],
  at: SourceLocation | undefined,
): ProblemError {
  return new ProblemError({
    code,
    message,
    help: `Say which: ${candidates.join(', ')}.`,
    suggestions: candidates,
    ...(at && { at }),
  });
}

/** The nearest, then all others. */
function likely(
  name: string,
  candidates: readonly string[],
  near = nearest(name, candidates),
): readonly string[] {
  return near === undefined ? candidates : [near, ...candidates.filter((one) => one !== near)];
}

function likelyNames(name: string, items: Description['imports']): readonly string[] {
  const { names, near } = namesOf(name, items);
  return likely(name, names, near);
}

/** An interface also has the names of its functions; the types that signatures name cannot be wired. */
function namesOf(name: string, items: Description['imports']) {
  const wirable = items.filter((item) => item.kind !== 'type');
  const functions = wirable.flatMap((item) => item.functions);
  const names = wirable.map((item) => item.name);
  return { names, near: nearest(name, [...names, ...functions]) ?? nearestOfVersions(name, names) };
}

/** Ignores versions, because a misspelt name may lack the version, or have another one. */
function nearestOfVersions(name: string, names: readonly string[]): string | undefined {
  const near = nearest(unversioned(name), names.map(unversioned));
  return names.find((one) => unversioned(one) === near);
}

function suggestionOf(name: string, items: Description['imports'], lead: string): string {
  const { names, near } = namesOf(name, items);
  return suggestion(name, names, lead, near);
}

function suggestion(
  name: string,
  candidates: readonly string[],
  lead: string,
  near = nearest(name, candidates),
): string {
  if (near) return `Did you mean “${near}”?`;
  return `${lead} ${candidates.length > 0 ? candidates.join(', ') : 'nothing'}.`;
}
