/** @module Interface wit-studio:toolkit/targets@0.1.0 **/
export function check(component: Uint8Array, package_: Uint8Array, world: string): Array<Misfit>;
export type Reasons = import('./wit-studio-toolkit-describe.js').Reasons;
export type Mismatch = import('./wit-studio-toolkit-graph.js').Mismatch;
export type Flaw = FlawMissing | FlawDiffers;
export interface FlawMissing {
  tag: 'missing',
  val: Array<string>,
}
export interface FlawDiffers {
  tag: 'differs',
  val: Array<Mismatch>,
}
export interface Misfit {
  isImport: boolean,
  name: string,
  flaw: Flaw,
}
export type Refusal = RefusalUnknownWorld | RefusalInvalid;
export interface RefusalUnknownWorld {
  tag: 'unknown-world',
  val: Array<string>,
}
export interface RefusalInvalid {
  tag: 'invalid',
  val: Reasons,
}
