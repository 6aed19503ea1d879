/** @module Interface wit-studio:decoder/packages@0.1.0 **/
export function decode(files: Array<Uint8Array>): Array<Outcome>;
export type Reasons = Array<string>;
export type Refusal = RefusalNotWasm | RefusalCoreModule | RefusalComponent | RefusalText | RefusalInvalid | RefusalConflict;
export interface RefusalNotWasm {
  tag: 'not-wasm',
}
export interface RefusalCoreModule {
  tag: 'core-module',
}
export interface RefusalComponent {
  tag: 'component',
}
export interface RefusalText {
  tag: 'text',
  val: string,
}
export interface RefusalInvalid {
  tag: 'invalid',
  val: Reasons,
}
export interface RefusalConflict {
  tag: 'conflict',
  val: Reasons,
}
export type Outcome = OutcomeText | OutcomeMerged | OutcomeRefused;
export interface OutcomeText {
  tag: 'text',
  val: string,
}
export interface OutcomeMerged {
  tag: 'merged',
  val: number,
}
export interface OutcomeRefused {
  tag: 'refused',
  val: Refusal,
}
