import { functionId } from '../../base/ids.ts';
import { locateBytes } from '../document/document.ts';
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
  const reader = new OutlineReader(source, outline, described);
  return {
    instances: outline.instances.map((one, at) => reader.instance(one, at)),
    refused: [],
    exports: outline.exports.flatMap((one) => reader.exports(one)),
  };
}

class OutlineReader {
  readonly #source: PlanSource;
  readonly #instances: readonly Outlined[];
  readonly #described: (versionedName: string) => Description | undefined;
  /** Of the instances, in their order. */
  readonly #names: readonly string[];

  constructor(
    source: PlanSource,
    { instances }: DocumentOutline,
    described: (versionedName: string) => Description | undefined,
  ) {
    this.#source = source;
    this.#instances = instances;
    this.#described = described;
    this.#names = namesOf(instances);
  }

  instance(outlined: Outlined, index: number): PlannedInstance {
    const description = this.#described(outlined.package);
    return {
      name: this.#names[index]!,
      source: outlined.package,
      at: locateBytes(this.#source, outlined.span),
      imports: description ? this.#imports(outlined, description) : [],
    };
  }

  #imports({ arguments: given }: Outlined, { imports }: Description): readonly PlannedImport[] {
    const wired = given.flatMap((one) => this.#importsBy(one, imports));
    const decided = new Set(wired.map(({ name }) => name));
    return [
      ...wired,
      ...imports.flatMap(({ name }) => (decided.has(name) ? [] : [{ name, from: false as const }])),
    ];
  }

  #importsBy(
    { names: called, span, origin }: Argument,
    imports: Description['imports'],
  ): readonly PlannedImport[] {
    if (!origin) return called.slice(0, 1).flatMap((name) => open(name, imports));
    const at = locateBytes(this.#source, span);
    const from = {
      instance: this.#names[origin.instance]!,
      ...(origin.export && { export: exportOf(origin.export, origin.function) }),
    };
    // `...NAME` gives all that the instance has under the names of imports.
    const exports = this.#described(this.#instances[origin.instance]!.package)?.exports ?? [];
    const wanted =
      called.length > 0
        ? called.map((name) => meant(name, imports)).find((found) => found.length > 0)
        : imports.map(({ name }) => name).filter((name) => meant(name, exports).length > 0);
    return (wanted ?? []).map((name) => ({ name, from, at }));
  }

  /** An item within an interface has the port of the interface. */
  exports({ name, isSpread, span, origin }: DocumentOutline['exports'][number]): readonly PlannedExport[] {
    const at = locateBytes(this.#source, span);
    const instance = this.#names[origin.instance]!;
    if (origin.export === undefined) return isSpread ? [{ instance, at }] : [];
    const given = name ?? origin.function;
    return given === undefined
      ? [{ name: origin.export, instance, at }]
      : [{ name: given, instance, export: exportOf(origin.export, origin.function), at }];
  }
}

const exportOf = (name: string, member: string | undefined): string =>
  member === undefined ? name : functionId(name, member);

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
