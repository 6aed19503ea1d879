/** @module Interface wit-studio:toolkit/files@0.1.0 **/
export function make(component: Uint8Array, files: Array<File>): Made;
export interface File {
  path: string,
  content: Uint8Array,
}
export type Refusal = RefusalNotImported | RefusalExported | RefusalUnsupported;
export interface RefusalNotImported {
  tag: 'not-imported',
}
export interface RefusalExported {
  tag: 'exported',
  val: string,
}
export interface RefusalUnsupported {
  tag: 'unsupported',
  val: string,
}
export interface Pair {
  imported: string,
  exported: string,
}
export interface Front {
  component: Uint8Array,
  passed: Array<Pair>,
}
export interface Made {
  component: Uint8Array,
  replaced: Array<Pair>,
  front?: Front,
}
