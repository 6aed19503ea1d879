import type { transpileBytes } from '@bytecodealliance/jco-transpile';

export const transpileOptions: NonNullable<Parameters<typeof transpileBytes>[1]>;
export function buildToolkit(folder: string): Promise<void>;
