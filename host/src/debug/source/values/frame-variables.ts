import type { DwarfVariable } from '../../../toolkit/dwarf.ts';
import type { ThreadInspector } from '../../inspector/thread-inspector.ts';
import { memoryOf, registersOf } from '../../inspector/wasm-frame.ts';
import { holds } from './condition.ts';
import type { Located } from './located.ts';
import { valueAt } from './path.ts';
import type { SourceFrame } from '../stack.ts';
import { Values } from './values.ts';

/** The variables that are visible to a function of the sources, in a stopped thread. */
export class FrameVariables {
  readonly #inspector: ThreadInspector;
  readonly #frame: SourceFrame;
  readonly values: Values;

  constructor(inspector: ThreadInspector, frame: SourceFrame) {
    this.#inspector = inspector;
    this.#frame = frame;
    const { dwarf, types } = frame.module;
    this.values = new Values(dwarf, memoryOf(inspector, frame.callFrame), types);
  }

  async locals(): Promise<readonly Located[]> {
    const { module, offset, inlined, callFrame } = this.#frame;
    const registers = await registersOf(this.#inspector, callFrame);
    const variables = module.dwarf.variables(offset, inlined, registers);
    const located = await this.#located(variables);
    const shown = located.filter((_, at) => !variables[at]!.artificial);
    return Promise.all(shown.map((one) => this.values.withLengths(one, located)));
  }

  /** Variables outside of functions, of the unit that the function is in. */
  statics(): Promise<readonly Located[]> {
    const { module, offset } = this.#frame;
    return this.#located(module.dwarf.statics(offset).filter((one) => !one.artificial));
  }

  /**
   * The value at a path: `order.items[0].name`.
   * @throws Error that names the missing part
   */
  async at(path: string): Promise<Located> {
    return valueAt(path, [...(await this.locals()), ...(await this.statics())], this.values);
  }

  holds(condition: string): Promise<boolean> {
    return holds(condition, (path) => this.textAt(path));
  }

  async textAt(path: string): Promise<string> {
    return this.values.text(await this.at(path));
  }

  #located(variables: readonly DwarfVariable[]): Promise<readonly Located[]> {
    return Promise.all(variables.map((one) => this.values.locate(one)));
  }
}
