import { outlineOfComponent } from '../../binary/outline.ts';
import {
  nameOf,
  readComposition,
  type Composition,
  type Part,
  type Source,
} from '../../binary/composition.ts';

/** A composition as it is drawn: cards with ports, and wires between them. */
export interface GraphView {
  readonly cards: readonly Card[];
  readonly wires: readonly ViewWire[];
  /** The exports of the composition, and their sources. */
  readonly exports: readonly { readonly name: string; readonly from: End }[];
}

export interface Card {
  readonly name: string;
  /** The language or file of the component, in a few words. */
  readonly detail: string;
  /** Of the component; undefined where it is not known. */
  readonly bytes: number | undefined;
  /** Whether it is what its sources say, in a few words; absent where that is not known. */
  readonly freshness?: { readonly text: string; readonly isStale: boolean } | undefined;
  readonly imports: readonly Port[];
  readonly exports: readonly Port[];
}

export interface Port {
  readonly name: string;
  /**
   * `open` imports become imports of the composition; `free` exports are not used. A `folded` port represents several,
   * which follow it when it is `unfolded`.
   */
  readonly state: 'wired' | 'open' | 'free' | 'wrong' | 'folded' | 'unfolded';
}

/** A port by the index of its card and its name. */
export interface End {
  readonly card: number;
  readonly port: string;
}

export interface ViewWire {
  readonly from: End;
  readonly to: End;
  /** `written` wires are in the plan, `named` ones follow from equal names. */
  readonly state: 'written' | 'named' | 'wrong';
}

/**
 * How a composed component is put together.
 * @returns undefined for a component with code of its own
 * @throws RangeError when the binary is damaged, or has something that no composer writes
 */
export function viewOfComponent(bytes: Uint8Array): GraphView | undefined {
  const composition = readComposition(bytes);
  return composition && viewOf(composition);
}

function viewOf({ parts, exports }: Composition): GraphView {
  const wires = parts.flatMap((part, card) =>
    part.imports.flatMap(({ name, source }) =>
      endsOf(source).map((from): ViewWire => ({ from, to: { card, port: name }, state: 'named' })),
    ),
  );
  const outer = exports.flatMap(({ name, source }) => endsOf(source).map((from) => ({ name, from })));
  const given = [...wires.map(({ from }) => from), ...outer.map(({ from }) => from)];
  return { cards: parts.map((part, at) => cardOf(part, at, given)), wires, exports: outer };
}

/** A bundle has the parts of an interface from wherever they are; a function is drawn from its interface. */
function endsOf(source: Source): readonly End[] {
  if (source.kind === 'export') return [{ card: source.part, port: source.name }];
  if (source.kind === 'function') return endsOf(source.of);
  return source.kind === 'bundle' ? source.items.flatMap((item) => endsOf(item.source)) : [];
}

function cardOf(part: Part, at: number, given: readonly End[]): Card {
  const { component, imports } = part;
  const exports = new Set(given.filter(({ card }) => card === at).map(({ port }) => port));
  return {
    name: nameOf(part, at),
    detail: languageOf(component),
    bytes: component.length,
    imports: imports.map(({ name, source }) => ({
      name,
      state: endsOf(source).length > 0 ? 'wired' : 'open',
    })),
    exports: [...exports].map((one) => ({ name: one, state: 'wired' })),
  };
}

/** As the producers section of the component or its modules has it. */
export function languageOf(component: Uint8Array): string {
  const { producers } = outlineOfComponent(component);
  const languages = producers.filter(({ field }) => field === 'language').map(({ name }) => name);
  return [...new Set(languages)].join(', ');
}

/** The text of a card below its name. */
export function detailOf({ detail, bytes, freshness }: Pick<Card, 'detail' | 'bytes' | 'freshness'>): string {
  const size = bytes === undefined ? '' : sizeText(bytes);
  return [detail, size, freshness?.text].filter(Boolean).join(' · ');
}

const sizeText = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1e6
      ? `${(bytes / 1e3).toFixed(1)} KB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
