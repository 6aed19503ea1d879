import manifest from '../../../toolkit/dwarf/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/dwarf/dist/dwarf.js';
import { toolkitProgram } from './core-modules.ts';

export type {
  Frame,
  Module as DwarfModule,
  Base,
  Member,
  Pointer as DwarfPointer,
  Structure,
  TypeId,
  TypeInfo,
  Variable as DwarfVariable,
} from '../../../toolkit/dwarf/dist/interfaces/wit-studio-dwarf-reading.js';

/**
 * Reads the DWARF of core modules (toolkit/dwarf/wit/dwarf.wit). A call is synchronous; one that throws something
 * else than a refusal has trapped, and `drop` is due.
 */
export const dwarf = toolkitProgram<Root['reading']>(
  'dwarf/dist/dwarf.wasm',
  'dwarf.wasm',
  manifest.coreModules,
  async (module) => (await import('../../../toolkit/dwarf/dist/dwarf.js')).instantiate(module, {}).reading,
);
