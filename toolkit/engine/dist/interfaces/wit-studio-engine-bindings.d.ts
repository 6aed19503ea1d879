/** @module Interface wit-studio:engine/bindings@0.1.0 **/
export function generate(component: Uint8Array, multiMemory: boolean): Generated;
export function validate(component: Uint8Array): void;
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
export type Refusal = RefusalInvalid | RefusalUnsupported | RefusalUnusualName;
export interface RefusalInvalid {
  tag: 'invalid',
  val: Array<string>,
}
export interface RefusalUnsupported {
  tag: 'unsupported',
  val: Array<string>,
}
export interface RefusalUnusualName {
  tag: 'unusual-name',
  val: string,
}
