import { dwarf, type DwarfModule } from '../../toolkit/dwarf.ts';

type Reader = Omit<DwarfModule, 'codeStart' | 'files'>;

/**
 * The debug information of one module. If malformed information makes the reader trap, its instance is unusable, and
 * the module has no debug information from then on.
 */
export class DebugInformation implements Reader {
  #module: Reader | undefined;
  readonly #broken: () => void;

  /** @param broken called once, when the information becomes unavailable */
  constructor(module: Reader, broken: () => void) {
    this.#module = module;
    this.#broken = broken;
  }

  frames(offset: number): ReturnType<Reader['frames']> {
    return this.#read((module) => module.frames(offset), []);
  }

  locations(file: string, line: number): ReturnType<Reader['locations']> {
    return this.#read((module) => module.locations(file, line), []);
  }

  lineSpans(offset: number): ReturnType<Reader['lineSpans']> {
    return this.#read((module) => module.lineSpans(offset), []);
  }

  body(offset: number): number | undefined {
    return this.#read((module) => module.body(offset), undefined);
  }

  variables(...[offset, frame, registers]: Parameters<Reader['variables']>): ReturnType<Reader['variables']> {
    return this.#read((module) => module.variables(offset, frame, registers), []);
  }

  statics(offset: number): ReturnType<Reader['statics']> {
    return this.#read((module) => module.statics(offset), []);
  }

  typeOf(...[id]: Parameters<Reader['typeOf']>): ReturnType<Reader['typeOf']> {
    return this.#read((module) => module.typeOf(id), undefined);
  }

  typeOfTable(...[address]: Parameters<Reader['typeOfTable']>): ReturnType<Reader['typeOfTable']> {
    return this.#read((module) => module.typeOfTable(address), undefined);
  }

  #read<T>(ask: (module: Reader) => T, otherwise: T): T {
    if (!this.#module) return otherwise;
    try {
      return ask(this.#module);
    } catch {
      this.#module = undefined;
      this.#broken();
      return otherwise;
    }
  }
}

/**
 * Reads a module in an instance of its own, so that no module ends the reading of another.
 * @throws Error with a refusal as `payload`; any other is a trap
 */
export async function readModule(bytes: Uint8Array): Promise<DwarfModule> {
  const { Module } = await dwarf.fresh();
  return Module.open(bytes);
}
