import type { Structure, TypeId, TypeInfo } from '../../../toolkit/dwarf.ts';
import type { DebugInformation } from '../debug-information.ts';

/** Structures in structures, as deep as libraries have them, and more. */
const MOST_NESTED = 12;

const INNER_NAMESPACE = /\bstd::__\w+::(?=[a-z])/g;
const STRING = /std::basic_string<char, std::char_traits<char>, std::allocator<char> ?>/g;

/** The types of a module, each read once. */
export class Types {
  readonly #module: DebugInformation;
  readonly #known = new Map<TypeId, TypeInfo | undefined>();

  constructor(module: DebugInformation) {
    this.#module = module;
  }

  of(id: TypeId | undefined): TypeInfo | undefined {
    if (id === undefined) return undefined;
    if (!this.#known.has(id)) this.#known.set(id, this.#module.typeOf(id));
    return this.#known.get(id);
  }

  /** As a user calls it: without the inner namespace of the C++ library. */
  nameOf(id: TypeId | undefined): string {
    const name = this.of(id)?.name ?? '';
    return name.startsWith('std::')
      ? name.replace(INNER_NAMESPACE, 'std::').replace(STRING, 'std::string')
      : name;
  }

  structure(id: TypeId | undefined): Structure | undefined {
    const shape = this.of(id)?.shape;
    return shape?.tag === 'structure' ? shape.val : undefined;
  }

  /** The type that a pointer refers to. */
  pointee(id: TypeId | undefined): TypeId | undefined {
    const shape = this.of(id)?.shape;
    return shape?.tag === 'pointer' ? shape.val : undefined;
  }

  isPointer(id: TypeId | undefined): boolean {
    return this.of(id)?.shape.tag === 'pointer';
  }

  /**
   * In bytes; 0 if it is unknown.
   * @param lengths of the dimensions of an array of variable length
   */
  sizeOf(id: TypeId | undefined, [length, ...inner]: readonly number[] = []): number {
    const type = this.of(id);
    if (length === undefined || type?.shape.tag !== 'array') return type?.size ?? 0;
    return length * this.sizeOf(type.shape.val.element, inner);
  }

  /** The type that implements the trait of an object, by the address of its table of methods. */
  ofTable(address: number): TypeId | undefined {
    return this.#module.typeOfTable(address);
  }

  /** The type parameters of a generic type, in their order. */
  parameters(id: TypeId | undefined): readonly (TypeId | undefined)[] {
    return this.structure(id)?.parameters.map(({ type }) => type) ?? [];
  }

  /** In bytes. DWARF of C++ states it only where the source does, so it follows from the members. */
  alignmentOf(id: TypeId | undefined, depth = MOST_NESTED): number {
    const type = this.of(id);
    if (!type || depth === 0) return 1;
    const { shape, size = 1 } = type;
    if (shape.tag === 'array') return this.alignmentOf(shape.val.element, depth - 1);
    if (shape.tag !== 'structure') return Math.min(Math.max(1, size), 16);
    const { members, cases, discriminant } = shape.val;
    const all = [...members, ...cases.map((one) => one.member), ...(discriminant ? [discriminant] : [])];
    return Math.max(1, ...all.map((one) => this.alignmentOf(one.type, depth - 1)));
  }
}

/** The next multiple of an alignment. */
export const alignedTo = (offset: number, alignment: number): number =>
  Math.ceil(offset / alignment) * alignment;
