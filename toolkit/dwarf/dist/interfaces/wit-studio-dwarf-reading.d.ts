/** @module Interface wit-studio:dwarf/reading@0.1.0 **/
export function demangle(symbol: string): string;
export type Refusal = RefusalMissing | RefusalBroken;
export interface RefusalMissing {
  tag: 'missing',
}
export interface RefusalBroken {
  tag: 'broken',
  val: string,
}
export interface Place {
  file: string,
  line: number,
  column: number,
}
export interface Frame {
  'function': string,
  place?: Place,
  inlined: boolean,
}
export interface Span {
  start: number,
  end: number,
}
export interface Location {
  offset: number,
  line: number,
  column: number,
}
export interface Registers {
  locals: BigUint64Array,
  globals: BigUint64Array,
  operands: BigUint64Array,
}
export interface Pointer {
  address: number,
  offsets: Uint32Array,
}
export type Where = WhereMemory | WhereBehind | WhereBytes | WhereGone;
export interface WhereMemory {
  tag: 'memory',
  val: number,
}
export interface WhereBehind {
  tag: 'behind',
  val: Pointer,
}
export interface WhereBytes {
  tag: 'bytes',
  val: Uint8Array,
}
export interface WhereGone {
  tag: 'gone',
}
export interface Piece {
  size: number,
  where: Where,
}
export type TypeId = bigint;
export interface Variable {
  name: string,
  type?: TypeId,
  parameter: boolean,
  artificial: boolean,
  pieces: Array<Piece>,
}
/**
 * # Variants
 * 
 * ## `"boolean"`
 * 
 * ## `"signed"`
 * 
 * ## `"unsigned"`
 * 
 * ## `"float"`
 * 
 * ## `"complex"`
 * 
 * ## `"character"`
 * 
 * ## `"signed-character"`
 * 
 * ## `"unsigned-character"`
 * 
 * ## `"other"`
 */
export type Base = 'boolean' | 'signed' | 'unsigned' | 'float' | 'complex' | 'character' | 'signed-character' | 'unsigned-character' | 'other';
export interface Bits {
  first: number,
  count: number,
}
export interface Member {
  name: string,
  type?: TypeId,
  offset: number,
  bits?: Bits,
  virtualBase?: number,
}
export interface VariantCase {
  discriminant?: bigint,
  member: Member,
}
export interface Structure {
  members: Array<Member>,
  parameters: Array<Member>,
  discriminant?: Member,
  cases: Array<VariantCase>,
  isUnion: boolean,
}
export interface Enumerator {
  name: string,
  value: bigint,
}
export interface Sequence {
  element?: TypeId,
  count?: number,
  countedBy?: string,
}
export type Shape = ShapeBase | ShapePointer | ShapeStructure | ShapeEnumeration | ShapeArray | ShapeUnknown;
export interface ShapeBase {
  tag: 'base',
  val: Base,
}
export interface ShapePointer {
  tag: 'pointer',
  val: TypeId | undefined,
}
export interface ShapeStructure {
  tag: 'structure',
  val: Structure,
}
export interface ShapeEnumeration {
  tag: 'enumeration',
  val: Array<Enumerator>,
}
export interface ShapeArray {
  tag: 'array',
  val: Sequence,
}
export interface ShapeUnknown {
  tag: 'unknown',
}
export interface TypeInfo {
  name: string,
  targetName: string,
  size?: number,
  shape: Shape,
}

export class Module {
  /**
   * This type does not have a public constructor.
   */
  private constructor();
  static open(bytes: Uint8Array): Module;
  codeStart(): number;
  files(): Array<string>;
  frames(offset: number): Array<Frame>;
  locations(file: string, line: number): Array<Location>;
  lineSpans(offset: number): Array<Span>;
  body(offset: number): number | undefined;
  variables(offset: number, frame: number, registers: Registers): Array<Variable>;
  statics(offset: number): Array<Variable>;
  typeOf(id: TypeId): TypeInfo | undefined;
  typeOfTable(address: number): TypeId | undefined;
}
