/** A value as an editor shows it. */
export interface Shown {
  readonly name: string;
  readonly text: string;
  readonly type: string;
  readonly inside: number;
  readonly isList: boolean;
  readonly canSet: boolean;
  /** Where it is in the memory of its module. */
  readonly address?: number;
  /** What is inside of it. */
  readonly container: Container;
}

/** Something that has values: a scope, or a value itself. */
export interface Container {
  values(start?: number, count?: number): Promise<readonly Shown[]>;
  /** @throws Unanswerable where it cannot be replaced */
  set(name: string, text: string): Promise<Shown>;
}
