/** @module Interface wit-studio:engine/bindings@0.1.0 **/
export function generate(component: Uint8Array, multiMemory: boolean): Generated;
export interface File {
  name: string,
  contents: Uint8Array,
}
export interface Item {
  name: string,
  isInterface: boolean,
}
export interface Requirement {
  'interface': string,
  functions: Array<string>,
}
export interface Generated {
  files: Array<File>,
  imports: Array<string>,
  required: Array<Requirement>,
  asynchronous: boolean,
  exports: Array<Item>,
}
