import type { SourceLocation } from '../base/problem.ts';

/** A composition, from any kind of plan, checked for its form but not against the components. */
export interface Plan {
  readonly instances: readonly PlannedInstance[];
  /** Names of instances that could not be read and are reported: what names them is no further mistake. */
  readonly refused: readonly string[];
  readonly exports: readonly PlannedExport[] | 'unused';
  /** Whether an import that no version fills that is compatible may be filled by another version of its interface. */
  readonly bridgesVersions?: boolean;
  /** Whether nothing may stay open: an import that no instance fills is a mistake. */
  readonly closed?: boolean;
  /** Where a composition that lacks something is reported when no key is to blame. */
  readonly at?: SourceLocation;
}

export interface PlannedInstance {
  readonly name: string;
  /** A component, or a folder that is built into one. */
  readonly source: string;
  readonly imports: readonly PlannedImport[];
  /** The files that wasi:filesystem shows to the instance; by default those that the composition is granted. */
  readonly files?: PlannedFiles;
  /** The instance for which it was generated; absent for one of the plan. */
  readonly generatedFor?: string;
  /** The exports that it has in place of that instance, which it calls. */
  readonly inFrontOf?: readonly string[];
  /** The table of the plan that has it; absent where there is no plan. */
  readonly table?: 'instances' | 'component' | 'instantiations';
  /** Where `source` is written. */
  readonly at?: SourceLocation;
}

export interface PlannedFiles {
  readonly entries: readonly PlannedFile[];
  /** Of the key `files`. */
  readonly at: SourceLocation;
}

/** A file, or a folder with all that is in it, and where the instance sees it. */
export interface PlannedFile {
  /** Names from the root on, separated by slashes; empty for the root. */
  readonly path: string;
  /** Resolved, as the plan's source does it. */
  readonly source: string;
  /** `source` as it is written, and its place. */
  readonly written: string;
  readonly at: SourceLocation;
}

/** The plan's entry for one import of an instance. */
export interface PlannedImport {
  readonly name: string;
  /** `false` leaves the import open. */
  readonly from: ExportOf | Stub | false;
  readonly at?: SourceLocation;
  readonly fromAt?: ExportPlace;
}

/** Where the names of an `ExportOf` are written. */
export interface ExportPlace {
  readonly instance: SourceLocation;
  readonly export?: SourceLocation;
}

export interface ExportOf {
  readonly instance: string;
  /** Absent: the export of the import's own name. */
  readonly export?: string;
  /** Where it has no export of that name, the only interface that has the functions of the import is meant. */
  readonly byFunctions?: boolean;
}

/**
 * A component that is generated from the WIT of an import. A function without a configured answer returns the first
 * value of its type.
 */
export interface Stub {
  readonly answers: readonly StubAnswer[];
}

export interface StubAnswer {
  /** `name`, or `name(argument, …)` for calls with just these; absent for an import that is a function. */
  readonly call?: string;
  /** In WAVE. */
  readonly value: string;
  readonly at: SourceLocation;
  /** Whether it is left out where the component does not import the function, in place of a problem. */
  readonly optional?: boolean;
}

export const isProvider = (from: ExportOf | Stub): from is ExportOf => 'instance' in from;

/** Whether an import is wired to an instance. */
export const comesFrom = ({ from }: PlannedImport, instance: string): boolean =>
  from !== false && isProvider(from) && from.instance === instance;

/** One export of an instance under a name, or all of them when there is no name. */
export interface PlannedExport extends ExportOf {
  readonly name?: string;
  readonly at?: SourceLocation;
  readonly fromAt?: ExportPlace;
}
