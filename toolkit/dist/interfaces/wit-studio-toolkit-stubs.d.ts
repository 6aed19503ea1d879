/** @module Interface wit-studio:toolkit/stubs@0.1.0 **/
export function make(component: Uint8Array, stubs: Array<Stub>): Uint8Array;
export interface Answer {
  call: string,
  value: string,
}
export interface Stub {
  'import': string,
  answers: Array<Answer>,
}
export interface Mistake {
  stub: number,
  answer?: number,
  reason: string,
}
