import type { ShownValue } from '../../guest/crossing/slots.ts';

/** A value as an editor shows it, of WIT or of a source. */
export interface Shown extends ShownValue {
  /** Where it is in the memory of its module. */
  readonly address?: number;
  /** Its members. */
  readonly container: Container;
}

/** Something that has values: a scope, or a value itself. */
export interface Container {
  values(start?: number, count?: number): Promise<readonly Shown[]>;
  /** @throws RequestFailure where it cannot be replaced */
  set(name: string, text: string): Promise<Shown>;
}
