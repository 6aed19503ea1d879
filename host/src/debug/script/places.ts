/** As V8 counts: from 0. */
export interface ScriptPlace {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
