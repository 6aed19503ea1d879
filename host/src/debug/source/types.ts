import type { Structure, TypeId, TypeInfo } from '../../toolkit/dwarf.ts';
import type { DebugInformation } from './debug-information.ts';

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
}
