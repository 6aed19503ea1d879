import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import { behindFronts } from '../files/behind-fronts.ts';
import { wrongDirection } from './direction.ts';
import { type Graph, type GraphExport, type GraphWire, type Instance, type Offer, wirable } from './graph.ts';
import { exportNamed, functionNamed, importsNamed, instanceNamed, itemNamed } from '../lookup.ts';
import { unversioned } from '../../base/ids.ts';
import { areCompatible, matching } from '../names.ts';
import { type ExportOf, isProvider, type Plan, type PlannedExport, type PlannedImport } from '../plan.ts';
import type { Problems } from '../problems.ts';

/** Reports `unknown-instance`, `unknown-import` and `unknown-export` for names in the plan, and leaves them out. */
export function drawGraph(plan: Plan, instances: readonly Instance[], problems: Problems): Graph {
  const present = new Set(instances.map(({ name }) => name));
  const missing = plan.instances.map(({ name }) => name).filter((name) => !present.has(name));
  const drawing = { instances, refused: new Set([...plan.refused, ...missing]), problems };
  const stubbed: Pick<GraphWire, 'target' | 'import'>[] = [];
  const wires = instances.flatMap((target) => {
    const planned = onceEach(
      target.imports.map((item) => plannedWires(item, target, drawing)),
      target,
      problems,
    );
    const decided = new Set(planned.flatMap((one) => one.decided));
    const isStub = (at: number) => target.imports[at]!.from && !isProvider(target.imports[at]!.from);
    stubbed.push(
      ...planned.flatMap((one, at) =>
        isStub(at) ? one.decided.map((name) => ({ target, import: name })) : [],
      ),
      ...filesOf(target).map((name) => ({ target, import: name })),
    );
    return [...planned.flatMap((one) => one.wires), ...wiresByName(target, drawing, decided, plan)];
  });
  return behindFronts({ instances, wires, exports: drawExports(plan, wires, drawing), stubbed });
}

/** The imports that `files` in the plan satisfies. */
const filesOf = ({ files, description }: Instance): string[] =>
  files ? wirable(description.imports).filter((name) => name.startsWith('wasi:filesystem/')) : [];

/** If two entries of the plan decide the same import, the second is reported and the first applies. */
function onceEach(
  planned: readonly PlannedWiring[],
  target: Instance,
  problems: Problems,
): readonly PlannedWiring[] {
  const before = new Set<string>();
  return planned.map(({ decided, wires }, at) => {
    const again = decided.find((name) => before.has(name));
    for (const name of decided) before.add(name);
    if (again === undefined) return { decided, wires };
    problems.report(importSatisfiedTwice(again, target.imports[at]!, target));
    return { decided: [], wires: [] };
  });
}

function importSatisfiedTwice(again: string, { name, at }: PlannedImport, target: Instance): ProblemError {
  return new ProblemError({
    code: 'import-decided-twice',
    message: `the plan says twice what fills ${again} of ${target.name}`,
    help: 'One of the two leaves out the version or the package, or is env, config or files. Remove one of them.',
    changes: [
      {
        title: `Remove ${name}`,
        edit: { kind: 'wire', instance: target.name, import: name, from: undefined },
      },
    ],
    ...(at && { at }),
  });
}

/** The imports of an entry in the plan, and its provider. */
interface PlannedWiring {
  readonly decided: readonly string[];
  readonly wires: readonly GraphWire[];
}

interface Drawing {
  readonly instances: readonly Instance[];
  /** Instances that are reported already. */
  readonly refused: ReadonlySet<string>;
  readonly problems: Problems;
}

function plannedWires(planned: PlannedImport, target: Instance, drawing: Drawing): PlannedWiring {
  const { name, from, at, fromAt } = planned;
  const { instances, refused, problems } = drawing;
  const turned = wrongDirection(planned, target, instances);
  if (turned) problems.report(turned);
  if (turned) return { decided: [], wires: [] };
  const decided = problems.attempt(() => importsNamed(name, target, at)) ?? [];
  if (!from || !isProvider(from) || refused.has(from.instance)) return { decided, wires: [] };
  const wires = problems.attempt(() => {
    const source = instanceNamed(from.instance, drawing, fromAt?.instance ?? at, target);
    const filled = ofVersions(decided, from, source);
    return filled.map((name) => ({
      target,
      import: name,
      source,
      ...offerFor(from, name, { target, source, at: fromAt?.export ?? at }),
      at,
    }));
  });
  return { decided: wires?.map((wire) => wire.import) ?? decided, wires: wires ?? [] };
}

/** Of several versions of an import that a name means, those that the source has; all if it has none of them. */
function ofVersions(
  imports: readonly string[],
  { export: written }: ExportOf,
  { description }: Instance,
): readonly string[] {
  if (imports.length === 1 || written !== undefined) return imports;
  const exported = description.exports.map(({ name }) => name);
  const had = imports.filter((name) => matching(name, exported).length > 0);
  return had.length > 0 ? had : imports;
}

/** The provider that the plan names for an import. */
function offerFor(
  from: ExportOf,
  name: string,
  { target, source, at }: Pick<GraphWire, 'target' | 'source' | 'at'>,
): Offer {
  const wanted = target.description.imports.find((item) => item.name === name);
  if (wanted?.kind === 'func') return functionNamed(from.export ?? name, name, source, at);
  const fits = from.byFunctions ? onlyExportWith(wanted?.functions ?? [], source) : undefined;
  const { exports } = source.description;
  if (fits !== undefined && !exports.some((item) => areCompatible(item.name, name))) return { export: fits };
  return { export: exportNamed(from.export ?? name, source, at) };
}

function onlyExportWith(functions: readonly string[], { description }: Instance): string | undefined {
  const interfaces = description.exports.filter(({ kind }) => kind === 'interface');
  const [found, ...more] = interfaces.filter((item) =>
    functions.every((one) => item.functions.includes(one)),
  );
  return more.length === 0 ? found?.name : undefined;
}

function wiresByName(
  target: Instance,
  { instances }: Drawing,
  decided: ReadonlySet<string>,
  { bridgesVersions = false }: Plan,
): GraphWire[] {
  const others = instances.filter((instance) => isOther(instance, target));
  const open = wirable(target.description.imports).filter((name) => !decided.has(name));
  return open.flatMap((name) =>
    providers(name, others, bridgesVersions).map((provider) => ({ target, import: name, ...provider })),
  );
}

/** A component that is generated for an instance shares its imports, and so takes none from it. */
const isOther = ({ name, generatedFor }: Instance, target: Instance): boolean =>
  generatedFor === undefined && name !== target.name && name !== target.generatedFor;

/** An export of just this name goes before those of a compatible version, and these before all other versions. */
function providers(
  name: string,
  instances: readonly Instance[],
  bridgesVersions: boolean,
): { source: Instance; export: string }[] {
  const exportsBy = (fitting: (exports: readonly string[]) => readonly string[]) =>
    instances.flatMap((source) =>
      fitting(wirable(source.description.exports)).map((match) => ({ source, export: match })),
    );
  const found = exportsBy((exports) => matching(name, exports));
  const exact = found.filter((provider) => provider.export === name);
  if (found.length > 0 || !bridgesVersions) return exact.length > 0 ? exact : found;
  return exportsBy((exports) => exports.filter((one) => unversioned(one) === unversioned(name)));
}

function drawExports(plan: Plan, wires: readonly GraphWire[], drawing: Drawing): GraphExport[] {
  const { instances, refused, problems } = drawing;
  if (plan.exports !== 'unused') {
    const planned = plan.exports.filter(({ instance }) => !refused.has(instance));
    return planned.flatMap((one) => problems.attempt(() => drawExport(one, drawing)) ?? []);
  }
  const used = new Set(wires.filter(({ target }) => !target.inFrontOf).map((wire) => wire.source));
  const unused = instances.filter((instance) => !used.has(instance) && !instance.inFrontOf);
  return unused.flatMap((instance) => allExports(instance));
}

function drawExport({ name, at, fromAt, ...from }: PlannedExport, drawing: Drawing): GraphExport[] {
  const source = instanceNamed(from.instance, drawing, fromAt?.instance ?? at);
  if (name === undefined) return allExports(source, at);
  const written = from.export ?? name;
  const place = fromAt?.export ?? at;
  const isInterface = name.includes(':');
  const offer = isInterface
    ? { export: exportNamed(written, source, place) }
    : itemNamed(written, source, place);
  // A name without a version means the export under its full name.
  const own = offer.function ?? offer.export;
  return [{ name: from.export === undefined ? own : name, source, ...offer, at }];
}

function allExports(source: Instance, at?: SourceLocation): GraphExport[] {
  return source.description.exports.map(({ name }) => ({ name, source, export: name, at }));
}
