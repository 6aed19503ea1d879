import { accessorOf } from './functions.ts';
import type { Definition, InterfaceModel, ResolvedPackage, Scope } from './model.ts';

/**
 * A package before an edit that did not change its exports. Packages that depend on it are not resolved again and refer
 * to its definitions and interfaces: so these objects are updated instead of being created again.
 */
export class PreviousPackage {
  private readonly names = new Map<Definition, Scope['names']>();
  private readonly interfaces = new Map<Definition, InterfaceModel>();

  constructor(private readonly resolved: ResolvedPackage) {
    for (const model of resolved.interfaces) {
      this.interfaces.set(model.definition, model);
      this.names.set(model.definition, model.names);
    }
  }

  /** The previous definition of the same item; undefined for items that other packages cannot refer to. */
  definitionOf({ kind, name, container, node }: Definition): Definition | undefined {
    const found = container ? this.names.get(container)?.get(name) : this.topLevel(kind, name);
    // A getter and its setter share a name.
    return found?.kind === kind && accessorOf(found.node) === accessorOf(node) ? found : undefined;
  }

  interfaceOf(definition: Definition): InterfaceModel | undefined {
    return this.interfaces.get(definition);
  }

  private topLevel(kind: Definition['kind'], name: string): Definition | undefined {
    return kind === 'package' ? this.resolved.definition : this.resolved.items.get(name)?.definition;
  }
}
