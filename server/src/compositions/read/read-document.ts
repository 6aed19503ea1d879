import { locateBytes } from '../document.ts';
import { meant } from '../names.ts';
import type { Plan, PlannedExport, PlannedImport, PlannedInstance } from '../plan.ts';
import type { PlanSource } from '../plan-source.ts';
import type { Description, DocumentOutline } from '../toolkit.ts';

type Outlined = DocumentOutline['instances'][number];
type Argument = Outlined['arguments'][number];

/**
 * A WAC document as a plan: an instance for each `new`. A document wires nothing implicitly, so that every import is
 * decided: one without an argument, or whose argument is an import of the document, stays open.
 * @param described the package of an instance, by its name and version; undefined while unknown
 */
export function planOfDocument(
  source: PlanSource,
  outline: DocumentOutline,
  described: (versionedName: string) => Description | undefined,
): Plan {
  const names = namesOf(outline.instances);
  const instances = outline.instances.map((one, at): PlannedInstance => {
    const description = described(one.package);
    return {
      name: names[at]!,
      source: one.package,
      at: locateBytes(source, one.span),
      imports: description ? importsOf(one, description) : [],
    };
  });
  return { instances, refused: [], exports: outline.exports.flatMap(exportOf) };

  function importsOf({ arguments: given }: Outlined, { imports }: Description): readonly PlannedImport[] {
    const wired = given.flatMap((one) => importsBy(one, imports));
    const decided = new Set(wired.map(({ name }) => name));
    return [
      ...wired,
      ...imports.flatMap(({ name }) => (decided.has(name) ? [] : [{ name, from: false as const }])),
    ];
  }

  function importsBy({ names: called, span, origin }: Argument, imports: Description['imports']) {
    const at = locateBytes(source, span);
    const from = origin && {
      instance: names[origin.instance]!,
      ...(origin.export && { export: origin.export }),
    };
    if (!from) return called.slice(0, 1).flatMap((name) => open(name, imports));
    // `...NAME` gives all that the instance has under the names of imports.
    const exports = described(outline.instances[origin.instance]!.package)?.exports ?? [];
    const wanted =
      called.length > 0
        ? called.map((name) => meant(name, imports)).find((found) => found.length > 0)
        : imports.map(({ name }) => name).filter((name) => meant(name, exports).length > 0);
    return (wanted ?? []).map((name): PlannedImport => ({ name, from, at }));
  }

  function exportOf({ name, isSpread, span, origin }: DocumentOutline['exports'][number]): PlannedExport[] {
    const at = locateBytes(source, span);
    const instance = names[origin.instance]!;
    if (isSpread && origin.export === undefined) return [{ instance, at }];
    // Items within an interface are not ports.
    if (origin.export === undefined) return [];
    return [
      name === undefined
        ? { name: origin.export, instance, at }
        : { name, instance, export: origin.export, at },
    ];
  }
}

const open = (name: string, imports: Description['imports']): readonly PlannedImport[] =>
  meant(name, imports).map((found) => ({ name: found, from: false }));

/** The names of `let`; other instances have that of their package, with a number where it is taken. */
function namesOf(instances: readonly Outlined[]): readonly string[] {
  const taken = new Set(instances.flatMap(({ name }) => name ?? []));
  return instances.map(({ name, package: of }) => {
    if (name !== undefined) return name;
    let own = of;
    for (let number = 2; taken.has(own); number++) own = `${of} ${number}`;
    taken.add(own);
    return own;
  });
}
