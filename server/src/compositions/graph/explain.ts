import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import { leaveOpen } from './changes.ts';
import type { Conflict, Description, Mismatch, WireError } from '../toolkit.ts';
import { wirable, type Graph, type GraphExport, type GraphWire, type Instance } from './graph.ts';
import { functionId } from '../../base/ids.ts';

/** A description of the composition for users. */
export interface Explanation {
  readonly instances: readonly { readonly name: string; readonly component: string }[];
  /** `interface` is the import of `to` that `from` fills, as the component names it. */
  readonly wires: readonly {
    readonly from: string;
    readonly to: string;
    readonly interface: string;
    /** A function of an interface of `from`, where only that fills the import. */
    readonly function?: string;
  }[];
  /** The remaining imports of the composition. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

export function explain({ instances, wires }: Graph, { imports, exports }: Description): Explanation {
  return {
    instances: instances
      .filter((one) => one.generatedFor === undefined)
      .map(({ name, component }) => ({ name, component })),
    wires: wires.map(({ source, target, import: name, export: from, function: member }) => ({
      from: source.name,
      to: target.name,
      interface: name,
      ...(member !== undefined && { function: functionId(from, member) }),
    })),
    imports: wirable(imports),
    exports: wirable(exports),
  };
}

export function invalidComponent(
  path: string,
  reasons: readonly string[],
  at: SourceLocation | undefined,
): ProblemError {
  return new ProblemError({
    code: 'component-invalid',
    message: `${path} is not a valid component`,
    causes: reasons,
    help: 'Build it again; if it comes from elsewhere, it may be damaged or use what the toolkit does not know yet.',
    ...(at && { at }),
  });
}

/** `import-mismatch`: every function and type in which both sides of a wire differ. */
export function refusedWire(wire: GraphWire, error: WireError): ProblemError {
  const { target, source, import: name } = wire;
  const at = wire.at ?? target.at;
  const mismatches = error.tag === 'mismatch' ? error.val : [];
  const items = mismatches.map((mismatch) => mismatch.name).join(', ');
  return new ProblemError({
    code: 'import-mismatch',
    message: `“${source.name}” does not have the ${name} that “${target.name}” imports${items && `: ${items} differ${mismatches.length === 1 ? 's' : ''}`}`,
    causes:
      error.tag === 'mismatch'
        ? error.val.map((mismatch) => difference(mismatch, target.name, source.name))
        : error.val,
    help: helpFor(wire),
    changes: [leaveOpen(wire)],
    ...(at && { at }),
  });
}

/** An interface is filled by an interface, because its functions belong together. */
function helpFor({ target, source, import: name, export: item, function: member }: GraphWire): string {
  const wanted = target.description.imports.find((one) => one.name === name)?.kind;
  const given = source.description.exports.find((one) => one.name === item)?.kind;
  const from = member === undefined ? item : functionId(item, member);
  if (wanted === 'interface' && given === 'func')
    return `${name} is an interface, and ${from} a function of the world. Let ${source.name} export ${name}, or ${target.name} import the function in its world.`;
  const why =
    from === name
      ? `Both name ${name}, but were built from different WIT.`
      : `${from} is not the same as ${name}.`;
  return `${why} Build both against the same one.`;
}

/**
 * @param asking the importer of an item
 * @param giving its exporter
 */
export function difference(
  { name, expected, found, reasons }: Mismatch,
  asking: string,
  giving: string,
): string {
  const wanted = `${name}: ${asking} expects ${expected}`;
  if (found === undefined) return `${wanted}, ${giving} has nothing of that name`;
  // The two may read alike and differ in a type that they name.
  const why = found === expected ? ` (${reasons.join(': ')})` : '';
  return `${wanted}, ${giving} has ${found}${why}`;
}

export function refusedExport(
  { source, export: from, name, at }: GraphExport,
  reasons: string[],
): ProblemError {
  return new ProblemError({
    code: 'composition-invalid',
    message: `“${from}” of “${source.name}” cannot be exported as ${name}`,
    causes: reasons,
    help: 'The name of an export is an interface (ns:package/name@version) or words in kebab-case.',
    ...(at && { at }),
  });
}

/** `import-conflict`: two instances import one name with different types. */
export function conflict(
  { name, first, second, reasons }: Conflict,
  instances: readonly Instance[],
): ProblemError {
  const [one, other] = [instances[first]!, instances[second]!];
  const at = other.at;
  return new ProblemError({
    code: 'import-conflict',
    message: `“${one.name}” and “${other.name}” both leave ${name} open, and mean different things by it`,
    causes: reasons,
    help: 'Both would get it from the host, which has only one. Build them against the same WIT, or wire one of them.',
    ...(at && { at }),
  });
}

/**
 * A function that is exported without its interface may have types that only the interface names.
 * @param reasons of the validator
 */
export function unnamedTypes({ exports }: Graph, reasons: readonly string[]): ProblemError | undefined {
  const item = exports.find(({ function: member }) => member !== undefined);
  if (!item || !reasons.some((reason) => reason.includes('not valid to be used as export'))) return undefined;
  const { name, source, export: owner, function: member, at } = item;
  return new ProblemError({
    code: 'composition-invalid',
    message: `“${member}” of “${source.name}” cannot be exported without ${owner}, which names its types`,
    causes: reasons,
    help: `Export the interface: "${owner}" = "${source.name}".`,
    changes: [
      {
        title: `Export ${owner} of ${source.name}`,
        edit: {
          kind: 'all',
          edits: [
            { kind: 'export', name, from: undefined },
            { kind: 'export', name: owner, from: { instance: source.name } },
          ],
        },
      },
    ],
    ...(at && { at }),
  });
}

export function invalidComposition(reasons: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'composition-invalid',
    message: 'the composition is not a valid component',
    causes: reasons,
    help: 'The components are valid and the types of each wire agree. Leave out one instance after the other to see which two do not go together, and report what you find.',
  });
}
