import { outlineOfModule } from '../../../../server/src/binary/outline.ts';
import { DebugInformation, readModule } from './debug-information.ts';
import { Types } from './values/types.ts';

/** A core module of the program that has debug information. */
export interface SourceModule {
  /** The instances of this module in the program. */
  readonly instances: string[];
  readonly bytes: Uint8Array;
  readonly dwarf: DebugInformation;
  readonly types: Types;
  readonly codeStart: number;
  /** As the compiler wrote them. */
  readonly files: readonly string[];
}

/** A module without debug information. */
export interface Unreadable {
  /** A clause; undefined where the module simply has no debug information. */
  readonly reason: string | undefined;
}

/**
 * Reads the debug information of a module. A trap of the reader means that it is malformed.
 * @param instances the module is of
 * @param lost called when it turns out later that it cannot be read
 */
export async function openModule(
  bytes: Uint8Array,
  instances: string[],
  lost: () => void = () => {},
): Promise<SourceModule | Unreadable> {
  try {
    const module = await readModule(bytes);
    const information = new DebugInformation(module, lost);
    return {
      instances,
      bytes,
      dwarf: information,
      types: new Types(information),
      codeStart: module.codeStart(),
      files: module.files(),
    };
  } catch (error) {
    const refusal = (error as { payload?: { tag: string; val?: string } }).payload;
    if (refusal?.tag === 'missing') return { reason: isGo(bytes) ? GO_HAS_NONE : undefined };
    const broken = refusal ? (refusal.val ?? '') : READER_TRAPPED;
    return { reason: `its debug information cannot be read: ${broken}` };
  }
}

/** By the producers section, which Go's linker writes. */
function isGo(bytes: Uint8Array): boolean {
  try {
    return outlineOfModule(bytes).producers.some(({ field, name }) => field === 'language' && name === 'Go');
  } catch {
    return false;
  }
}

/** cmd/link omits DWARF for wasm, whatever its flags say, as of Go 1.26. */
export const GO_HAS_NONE = 'Go writes no debug information for WebAssembly';

const READER_TRAPPED = 'reading it came to an end that it should not have';

export const isReadable = (module: SourceModule | Unreadable): module is SourceModule => 'dwarf' in module;
