import type { World } from '../world.ts';

/** Types of the module from which a test imports `provide`. */
export const TESTING = 'wit-studio:test';

/** Declares `provide` with the types of the world's imports. */
export function testingTypes({
  imports,
  importedFunctions,
}: Pick<World, 'imports' | 'importedFunctions'>): string {
  const lines = [
    ...imports.map(({ name }) => `    '${name}': typeof import('${name}');`),
    ...importedFunctions.map(({ name }) => `    '${name}': typeof import('${name}').default;`),
  ];
  return `declare module '${TESTING}' {
  interface Imports {
${lines.join('\n')}
  }
  type StandIn<T> = T extends (...args: never) => unknown ? T : Partial<T>;
  /** Sets the implementations of imports for a test, until the next call for the same import. */
  export function provide(imports: { readonly [Name in keyof Imports]?: StandIn<Imports[Name]> }): void;
}
`;
}
