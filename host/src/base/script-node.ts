import type { AnyNode } from 'acorn';

/** Whether a property of a node of a script's syntax tree is a node itself. */
export const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
