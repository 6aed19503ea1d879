import type { DwarfModule, Structure, TypeId, TypeInfo } from '../../toolkit/dwarf.ts';

/** The types of a module, each read once. */
export class Types {
  readonly #module: DwarfModule;
  readonly #known = new Map<TypeId, TypeInfo | undefined>();

  constructor(module: DwarfModule) {
    this.#module = module;
  }

  of(id: TypeId | undefined): TypeInfo | undefined {
    if (id === undefined) return undefined;
    if (!this.#known.has(id)) this.#known.set(id, this.#module.typeOf(id));
    return this.#known.get(id);
  }

  structure(id: TypeId | undefined): Structure | undefined {
    const shape = this.of(id)?.shape;
    return shape?.tag === 'structure' ? shape.val : undefined;
  }

  /** What a pointer leads to. */
  pointee(id: TypeId | undefined): TypeId | undefined {
    const shape = this.of(id)?.shape;
    return shape?.tag === 'pointer' ? shape.val : undefined;
  }

  isPointer(id: TypeId | undefined): boolean {
    return this.of(id)?.shape.tag === 'pointer';
  }
}
