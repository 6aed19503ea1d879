import type { SourceLocation } from '../../base/problem.ts';
import type { PlannedInstance } from '../plan.ts';
import type { Description } from '../toolkit.ts';

export interface FileContent {
  /** As `PlannedFile.path`; one that ends with a slash is an empty directory. */
  readonly path: string;
  readonly content: Uint8Array;
}

export type PlacedInstance = PlannedInstance & {
  readonly component: string;
  /** The content of `files`. */
  readonly contents?: readonly FileContent[];
};

/** A planned instance whose component is at hand. */
export interface Instance extends PlacedInstance {
  readonly description: Description;
}

/** An export of an instance, or a function of an interface that it exports. */
export interface Offer {
  readonly export: string;
  readonly function?: string;
}

/** `source` gives its `export`, or a `function` of that interface, to `target` as the import of that name. */
export interface GraphWire extends Offer {
  readonly target: Instance;
  readonly import: string;
  readonly source: Instance;
  /** The place in the plan; absent for wires by name. */
  readonly at?: SourceLocation | undefined;
}

/** As for wires, `function` is one of the interface `export`. */
export interface GraphExport extends Offer {
  readonly name: string;
  readonly source: Instance;
  readonly at?: SourceLocation | undefined;
}

/** As drawn, two wires may end at one import and two exports have one name: see check.ts. */
export interface Graph {
  readonly instances: readonly Instance[];
  readonly wires: readonly GraphWire[];
  readonly exports: readonly GraphExport[];
  /** Imports that a stub or files satisfy which are no instance yet. */
  readonly stubbed: readonly Pick<GraphWire, 'target' | 'import'>[];
}

/** A type that a world uses is imported under its bare name, which says nothing about where it is from. */
export function wirable(items: Description['imports']): string[] {
  return items.filter(({ kind }) => kind === 'interface' || kind === 'func').map(({ name }) => name);
}
