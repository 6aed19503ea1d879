import type { PlanChange } from './plan-edit.ts';
import type { ProblemCode } from './problems/catalogue.ts';

/** An error in user input: its message, place and remedy. */
export interface Problem extends Described {
  /** docs/errors/<code>.md explains it. */
  readonly code: ProblemCode;
  /** Of a guest that trapped: wasmtime reports an error in place of a trap (`BrokenRule` and uncaught exceptions). */
  readonly withoutTrap?: true;
}

interface Described {
  readonly message: string;
  /** The remedy, in one or two sentences. */
  readonly help?: string;
  /** Deeper reasons, outermost first. */
  readonly causes?: readonly string[];
  readonly at?: SourceLocation;
  /** Existing names that resemble the wrong one, the likeliest first. */
  readonly suggestions?: readonly string[];
  /** Changes of a plan that mend it, the likeliest first. */
  readonly changes?: readonly PlanChange[];
  /** Every error of a job that stopped for several; the problem itself is about the first. */
  readonly findings?: readonly Finding[];
}

/** 0-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** In the language server, `file` is a URI; everywhere else it is a path. */
export interface SourceLocation {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A problem of a source file that did not stop the job, or one of several that did. */
export interface Finding extends Described {
  /** The code of a problem, or the compiler's own. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** An error with a message for the user. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
  }
}
