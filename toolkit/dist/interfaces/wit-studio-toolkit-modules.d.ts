/** @module Interface wit-studio:toolkit/modules@0.1.0 **/
export function wrap(module: Uint8Array): Uint8Array;
export type Reasons = import('./wit-studio-toolkit-describe.js').Reasons;
export type Refusal = RefusalInvalid | RefusalUnknownImports | RefusalNothingToCall;
export interface RefusalInvalid {
  tag: 'invalid',
  val: Reasons,
}
export interface RefusalUnknownImports {
  tag: 'unknown-imports',
  val: Array<string>,
}
export interface RefusalNothingToCall {
  tag: 'nothing-to-call',
}
