import { dwarf, type DwarfModule } from '../../toolkit/dwarf.ts';
import { Types } from './types.ts';

/** A core module of the program that has debug information. */
export interface SourceModule {
  /** The instances of the program that are made of it. */
  readonly instances: string[];
  readonly bytes: Uint8Array;
  readonly dwarf: DwarfModule;
  readonly types: Types;
  readonly codeStart: number;
  /** As the compiler wrote them. */
  readonly files: readonly string[];
}

/** Why a module has no lines. */
export type Unreadable = { readonly missing: true } | { readonly broken: string };

/** Reads the debug information of a module. The reader may trap on what breaks its rules: it is taken for broken. */
export async function openModule(bytes: Uint8Array, instances: string[]): Promise<SourceModule | Unreadable> {
  try {
    const { Module } = await dwarf.load();
    const module = Module.open(bytes);
    const types = new Types(module);
    return { instances, bytes, dwarf: module, types, codeStart: module.codeStart(), files: module.files() };
  } catch (error) {
    const refusal = (error as { payload?: { tag: string; val?: string } }).payload;
    if (refusal?.tag === 'missing') return { missing: true };
    if (refusal) return { broken: refusal.val ?? '' };
    dwarf.drop();
    return { broken: 'reading it came to an end that it should not have' };
  }
}

export const isReadable = (module: SourceModule | Unreadable): module is SourceModule => 'dwarf' in module;
