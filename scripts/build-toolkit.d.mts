import type { transpileBytes } from '@bytecodealliance/jco-transpile';

export interface Program {
  readonly name: string;
  readonly crate: string;
}

export const toolkit: Program;
export const bindings: Program;
export const decoder: Program;
export const dwarf: Program;
export const engine: Program;
export const fuse: Program;
export const javascript: Program;
export const transpileOptions: NonNullable<Parameters<typeof transpileBytes>[1]>;
export function buildComponent(program: Program, folder: string): Promise<void>;
