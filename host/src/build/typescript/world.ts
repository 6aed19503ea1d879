import { sha256 } from '../../base/files.ts';
import type { Shape, Wit } from '../../toolkit/javascript.ts';

/** The world as a guest module needs it. */
export interface World extends Omit<Shape, 'world'> {
  readonly name: string;
  readonly wit: Wit;
  /** Imports available to the prelude, in the versions of the world: `wasi:cli/stdout@0.2.0`. */
  readonly surroundings: readonly string[];
  /** Relative path to text of the declarations as jco writes them. */
  readonly declarations: ReadonlyMap<string, string>;
}

/** Two folders may hold the same WIT: messages name the paths, which are part of the key for that reason. */
export function witKey({ main, dependencies, world }: Wit): string {
  const parts = [main, ...dependencies].flatMap((source): (string | Uint8Array)[] =>
    source.tag === 'text' ? source.val.flatMap(({ path, text }) => [path, text]) : [source.val],
  );
  return sha256(world ?? '', ...parts);
}
