/** @module Interface wit-studio:engine/bindings@0.1.0 **/
export function generate(component: Uint8Array, multiMemory: boolean): Generated;
export function validate(component: Uint8Array): void;
export interface File {
  name: string,
  contents: Uint8Array,
}
export interface Item {
  name: string,
  isInterface: boolean,
}
export interface Requirement {
  'interface': string,
  functions: Array<string>,
}
/**
 * # Variants
 * 
 * ## `"bool"`
 * 
 * ## `"u8"`
 * 
 * ## `"u16"`
 * 
 * ## `"u32"`
 * 
 * ## `"u64"`
 * 
 * ## `"s8"`
 * 
 * ## `"s16"`
 * 
 * ## `"s32"`
 * 
 * ## `"s64"`
 * 
 * ## `"f32"`
 * 
 * ## `"f64"`
 * 
 * ## `"char"`
 * 
 * ## `"string"`
 */
export type Primitive = 'bool' | 'u8' | 'u16' | 'u32' | 'u64' | 's8' | 's16' | 's32' | 's64' | 'f32' | 'f64' | 'char' | 'string';
export type TypeIndex = number;
export interface Field {
  name: string,
  type: TypeIndex,
}
export interface Case {
  name: string,
  type?: TypeIndex,
}
export type ValueType = ValueTypePrimitive | ValueTypeList | ValueTypeFixedList | ValueTypeMap | ValueTypeOption | ValueTypeResult | ValueTypeTuple | ValueTypeRecord | ValueTypeVariant | ValueTypeEnum | ValueTypeFlags | ValueTypeOwn | ValueTypeBorrow | ValueTypeStream | ValueTypeFuture | ValueTypeErrorContext;
export interface ValueTypePrimitive {
  tag: 'primitive',
  val: Primitive,
}
export interface ValueTypeList {
  tag: 'list',
  val: TypeIndex,
}
export interface ValueTypeFixedList {
  tag: 'fixed-list',
  val: [TypeIndex, number],
}
export interface ValueTypeMap {
  tag: 'map',
  val: [TypeIndex, TypeIndex],
}
export interface ValueTypeOption {
  tag: 'option',
  val: TypeIndex,
}
export interface ValueTypeResult {
  tag: 'result',
  val: [TypeIndex | undefined, TypeIndex | undefined],
}
export interface ValueTypeTuple {
  tag: 'tuple',
  val: Uint32Array,
}
export interface ValueTypeRecord {
  tag: 'record',
  val: Array<Field>,
}
export interface ValueTypeVariant {
  tag: 'variant',
  val: Array<Case>,
}
export interface ValueTypeEnum {
  tag: 'enum',
  val: Array<string>,
}
export interface ValueTypeFlags {
  tag: 'flags',
  val: Array<string>,
}
export interface ValueTypeOwn {
  tag: 'own',
  val: string,
}
export interface ValueTypeBorrow {
  tag: 'borrow',
  val: string,
}
export interface ValueTypeStream {
  tag: 'stream',
  val: TypeIndex | undefined,
}
export interface ValueTypeFuture {
  tag: 'future',
  val: TypeIndex | undefined,
}
export interface ValueTypeErrorContext {
  tag: 'error-context',
}
export interface Function {
  'interface'?: string,
  name: string,
  params: Array<Field>,
  result?: TypeIndex,
}
export interface Generated {
  files: Array<File>,
  imports: Array<string>,
  required: Array<Requirement>,
  asynchronous: boolean,
  exports: Array<Item>,
  types: Array<ValueType>,
  functions: Array<Function>,
}
export type Refusal = RefusalInvalid | RefusalUnsupported | RefusalUnusualName;
export interface RefusalInvalid {
  tag: 'invalid',
  val: Array<string>,
}
export interface RefusalUnsupported {
  tag: 'unsupported',
  val: Array<string>,
}
export interface RefusalUnusualName {
  tag: 'unusual-name',
  val: string,
}
