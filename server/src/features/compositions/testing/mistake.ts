export interface Mistake {
  readonly what: string;
  readonly file: string;
  /** The expected places of problems are between « and ». */
  readonly text: string;
}
