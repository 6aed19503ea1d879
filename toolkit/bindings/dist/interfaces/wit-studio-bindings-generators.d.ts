/** @module Interface wit-studio:bindings/generators@0.1.0 **/
export function generate(source: Wit, language: Language): Bindings;
export function embed(source: Wit, module: Uint8Array): Uint8Array;
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
export interface Wit {
  main: Source,
  dependencies: Array<Source>,
  world?: string,
}
/**
 * # Variants
 * 
 * ## `"c"`
 * 
 * ## `"cpp"`
 * 
 * ## `"csharp"`
 * 
 * ## `"go"`
 * 
 * ## `"moonbit"`
 * 
 * ## `"rust"`
 */
export type Language = 'c' | 'cpp' | 'csharp' | 'go' | 'moonbit' | 'rust';
export type Refusal = RefusalInvalid | RefusalNoWorld | RefusalUnsupported | RefusalFailed;
export interface RefusalInvalid {
  tag: 'invalid',
  val: string,
}
export interface RefusalNoWorld {
  tag: 'no-world',
  val: Array<string>,
}
export interface RefusalUnsupported {
  tag: 'unsupported',
  val: Array<string>,
}
export interface RefusalFailed {
  tag: 'failed',
  val: string,
}
export interface Generated {
  path: string,
  content: Uint8Array,
}
export interface Bindings {
  world: string,
  files: Array<Generated>,
}
