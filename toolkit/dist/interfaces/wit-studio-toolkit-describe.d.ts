/** @module Interface wit-studio:toolkit/describe@0.1.0 **/
export function describe(component: Uint8Array): Description;
export type Reasons = Array<string>;
/**
 * # Variants
 * 
 * ## `"interface"`
 * 
 * ## `"func"`
 * 
 * ## `"type"`
 * 
 * ## `"component"`
 * 
 * ## `"module"`
 * 
 * ## `"value"`
 */
export type Kind = 'interface' | 'func' | 'type' | 'component' | 'module' | 'value';
export interface UsedResource {
  'interface': string,
  type: string,
}
export interface Item {
  name: string,
  kind: Kind,
  functions: Array<string>,
  uses: Array<UsedResource>,
}
export interface Description {
  imports: Array<Item>,
  exports: Array<Item>,
}
