import type { Wire } from '../../../../server/src/binary/composition.ts';
import { compile } from '../../engine/modules.ts';
import { readOutline, scriptOf, type Transpiled } from '../../engine/transpile.ts';
import type { WorldFunctions } from '../../inspect/world-functions.ts';
import type { GuestScript } from '../script/load-script.ts';
import type { Graph } from './graph.ts';

/** A component taken apart, translated part by part. */
export interface ObservedParts {
  /** Each behind those it imports from. */
  readonly parts: readonly ObservedPart[];
  readonly exports: readonly Wire[];
  readonly debug: boolean;
  /** Whether an inspector may stop its threads in the code of guests. */
  readonly inspects?: boolean;
}

export interface ObservedPart {
  readonly name: string;
  readonly transpiled: Transpiled;
  readonly imports: readonly Wire[];
  readonly functions: WorldFunctions;
  /** The script that replaces the component when its TypeScript is debugged. */
  readonly plain?: GuestScript;
}

/** With its modules compiled. */
export async function graphOf({ parts, exports, debug, inspects = false }: ObservedParts): Promise<Graph> {
  const compiled = parts.map(async ({ transpiled, ...part }) => {
    const outline = part.plain || !onlyHandles(part) ? undefined : await readOutline(transpiled);
    return {
      ...part,
      script: scriptOf(transpiled),
      modules: part.plain ? {} : await compile(transpiled),
      ...(outline && { outline }),
    };
  });
  return { parts: await Promise.all(compiled), exports, debug, inspects };
}

/** Our linker provides only the export of the handler, which is the only one that a server calls. */
const onlyHandles = ({ functions }: Pick<ObservedPart, 'functions'>): boolean =>
  functions.exports.every((fn) => fn.interface?.startsWith('wasi:http/incoming-handler@'));
