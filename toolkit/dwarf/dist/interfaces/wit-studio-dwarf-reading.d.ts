/** @module Interface wit-studio:dwarf/reading@0.1.0 **/
export function demangle(symbol: string): string;
export type Refusal = RefusalMissing | RefusalBroken;
export interface RefusalMissing {
  tag: 'missing',
}
export interface RefusalBroken {
  tag: 'broken',
  val: string,
}
export interface Place {
  file: string,
  line: number,
  column: number,
}
export interface Frame {
  'function': string,
  place?: Place,
  inlined: boolean,
}
export interface Span {
  start: number,
  end: number,
}
export interface Location {
  offset: number,
  line: number,
  column: number,
}

export class Module {
  /**
   * This type does not have a public constructor.
   */
  private constructor();
  static open(bytes: Uint8Array): Module;
  codeStart(): number;
  files(): Array<string>;
  frames(offset: number): Array<Frame>;
  locations(file: string, line: number): Array<Location>;
  lineSpans(offset: number): Array<Span>;
  body(offset: number): number | undefined;
}
