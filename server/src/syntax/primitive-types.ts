import type { PrimitiveName } from './ast.ts';

/** The types of the language that have no parameters. */
export const primitiveTypes: readonly PrimitiveName[] = [
  'bool', 'u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64', 'f32', 'f64', 'char', 'string', 'error-context',
]; // prettier-ignore

/** The types that can be the key of a map. */
export const mapKeyTypes: readonly PrimitiveName[] = primitiveTypes.filter(
  (name) => name !== 'f32' && name !== 'f64' && name !== 'error-context',
);
