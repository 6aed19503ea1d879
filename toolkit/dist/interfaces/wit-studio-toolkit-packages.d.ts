/** @module Interface wit-studio:toolkit/packages@0.1.0 **/
export function encode(files: Array<File>, dependencies: Array<Source>): Uint8Array;
export function ofComponent(component: Uint8Array): string;
export type Reasons = import('./wit-studio-toolkit-describe.js').Reasons;
export interface File {
  path: string,
  text: string,
}
export type Source = SourceText | SourceBinary;
export interface SourceText {
  tag: 'text',
  val: Array<File>,
}
export interface SourceBinary {
  tag: 'binary',
  val: Uint8Array,
}
