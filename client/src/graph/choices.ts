import type { PlanEdit, PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { freeName } from '../ui/free-name.ts';

/** Something that a list offers, and the edit that it is. */
export interface Choice {
  readonly label: string;
  readonly description?: string;
  readonly edit: PlanEdit;
}

/** The possible providers of an import; the export is named if the import would not find it by its own name. */
export function choicesForImport(graph: PlanGraph, instance: string, name: string): readonly Choice[] {
  const fitting = graph.choices.filter((one) => one.target === instance && one.import === name);
  const wires = fitting.map((one): Choice => ({
    label: one.instance,
    description: one.export,
    edit: wire(instance, name, one),
  }));
  return [
    ...wires,
    {
      label: 'Leave unsatisfied',
      description: 'import it from the host',
      edit: { kind: 'wire', instance, import: name, from: false },
    },
    {
      label: 'Wire by name',
      description: 'connect it to the instance that exports it',
      edit: { kind: 'wire', instance, import: name, from: undefined },
    },
  ];
}

/** Whom an export could serve, and whether the composition exports it. */
export function choicesForExport(graph: PlanGraph, instance: string, name: string): readonly Choice[] {
  const served = graph.choices.filter((one) => one.instance === instance && one.port === name);
  return [
    ...served.map((one): Choice => ({
      label: one.target,
      description: one.import,
      edit: wire(one.target, one.import, one),
    })),
    { label: 'Export from the composition', edit: { kind: 'export', name, from: { instance } } },
    { label: 'Remove the export', edit: { kind: 'export', name, from: undefined } },
  ];
}

/** The edit that wires an import of an instance to an export of another. */
export function wire(
  instance: string,
  name: string,
  from: { readonly instance: string; readonly export: string },
): PlanEdit {
  const provider = { instance: from.instance, ...(from.export !== name && { export: from.export }) };
  return { kind: 'wire', instance, import: name, from: provider };
}

/**
 * A name for a component that is added: that of its file, of a version in a folder of a document's packages that of the
 * folder, made different from those that are there.
 */
export function nameFor(path: string, taken: readonly string[]): string {
  const names = path.replace(/\.wasm$/, '').split('/');
  const last = names.findLast((name) => /^[a-zA-Z]/.test(name)) ?? 'component';
  return freeName(last.replaceAll(/[^\w-]+/g, '-'), new Set(taken));
}
