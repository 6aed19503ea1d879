/** @module Interface wit-studio:javascript/builder@0.1.0 **/
export function describe(source: Wit): Shape;
export function surroundings(source: Wit, needs: Needs): Array<string>;
export function link(source: Wit, script: string, needs: Needs): Linked;
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
export interface ResourceShape {
  name: string,
  hasConstructor: boolean,
  methods: Array<string>,
  statics: Array<string>,
}
export interface InterfaceShape {
  name: string,
  functions: Array<string>,
  resources: Array<ResourceShape>,
  constants: Array<string>,
  types: Array<string>,
}
export interface FunctionParam {
  name: string,
  type: string,
}
export interface ImportedFunction {
  name: string,
  isAsync: boolean,
  params: Array<FunctionParam>,
  output: string,
}
export interface Shape {
  world: string,
  imports: Array<InterfaceShape>,
  importedFunctions: Array<ImportedFunction>,
  functions: Array<string>,
  interfaces: Array<InterfaceShape>,
  isAsync: boolean,
}
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
export interface Needs {
  streams?: boolean,
  clocks?: boolean,
  timers?: boolean,
  seed?: boolean,
  random?: boolean,
  jobs?: boolean,
}
export interface Linked {
  component: Uint8Array,
  added: Array<string>,
}
