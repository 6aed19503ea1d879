/** @module Interface wit-studio:fuse/fusing@0.1.0 **/
export function fuse(component: Uint8Array, inlines: boolean): Fused;
export type Refusal = RefusalInvalid | RefusalUnfusable;
export interface RefusalInvalid {
  tag: 'invalid',
  val: string,
}
export interface RefusalUnfusable {
  tag: 'unfusable',
  val: Array<string>,
}
export interface Fused {
  component: Uint8Array,
  instances: number,
  adapters: number,
}
