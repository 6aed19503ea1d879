/** @module Interface wit-studio:toolkit/document@0.1.0 **/
export function outlineOf(source: string): Outline;
export function packages(source: string): Array<PackageName>;
export function compose(source: string, packages: Array<Package>): Composed;
export type Description = import('./wit-studio-toolkit-describe.js').Description;
export type Reasons = import('./wit-studio-toolkit-describe.js').Reasons;
export interface Span {
  start: number,
  end: number,
}
export interface Label {
  span: Span,
  text?: string,
}
export interface Misnamed {
  name: string,
  known: Array<string>,
}
export interface Diagnostic {
  message: string,
  reasons: Reasons,
  labels: Array<Label>,
  help?: string,
  misnamed?: Misnamed,
}
export interface PackageName {
  name: string,
  version?: string,
  span: Span,
}
export interface Package {
  name: string,
  version?: string,
  component: Uint8Array,
}
export interface Instance {
  name?: string,
  'package': string,
}
export interface Wire {
  target: number,
  'import': string,
  source: number,
  'function'?: [string, string],
}
export interface Composed {
  component: Uint8Array,
  description: Description,
  instances: Array<Instance>,
  wires: Array<Wire>,
}
export interface Origin {
  instance: number,
  'export'?: string,
  'function'?: string,
}
export interface Argument {
  names: Array<string>,
  span: Span,
  origin?: Origin,
}
export interface OutlinedInstance {
  name?: string,
  'package': string,
  span: Span,
  arguments: Array<Argument>,
}
export interface OutlinedExport {
  name?: string,
  isSpread: boolean,
  span: Span,
  origin: Origin,
}
export interface Outline {
  instances: Array<OutlinedInstance>,
  exports: Array<OutlinedExport>,
}
