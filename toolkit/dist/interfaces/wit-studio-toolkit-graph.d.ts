/** @module Interface wit-studio:toolkit/graph@0.1.0 **/
export type Description = import('./wit-studio-toolkit-describe.js').Description;
export type Reasons = import('./wit-studio-toolkit-describe.js').Reasons;
export type ComponentIndex = number;
export type InstanceIndex = number;
export interface Mismatch {
  name: string,
  expected: string,
  found?: string,
  reasons: Reasons,
}
export type WireError = WireErrorMismatch | WireErrorRefused;
export interface WireErrorMismatch {
  tag: 'mismatch',
  val: Array<Mismatch>,
}
export interface WireErrorRefused {
  tag: 'refused',
  val: Reasons,
}
export interface Conflict {
  name: string,
  first: InstanceIndex,
  second: InstanceIndex,
  reasons: Reasons,
}
export type EncodeError = EncodeErrorCycle | EncodeErrorConflict | EncodeErrorInvalid;
export interface EncodeErrorCycle {
  tag: 'cycle',
  val: Reasons,
}
export interface EncodeErrorConflict {
  tag: 'conflict',
  val: Conflict,
}
export interface EncodeErrorInvalid {
  tag: 'invalid',
  val: Reasons,
}
export interface Composed {
  component: Uint8Array,
  description: Description,
}

export class Graph {
  constructor()
  load(component: Uint8Array): Description;
  instantiate(component: ComponentIndex, name: string): InstanceIndex;
  wire(target: InstanceIndex, import_: string, source: InstanceIndex, export_: string, function_: string | undefined): void;
  'export'(source: InstanceIndex, export_: string, function_: string | undefined, name: string): void;
  encode(): Composed;
}
