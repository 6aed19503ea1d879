/**
 * The part of a component that linking needs: the component itself, with the contents of each core module replaced by
 * the name of its file, after `visible` or `hidden`.
 */
import { asBuffer } from '../../../base/as-buffer.ts';
import { kindOf } from '../../../../../server/src/binary/kind.ts';
import { PREAMBLE, sectionsOf } from '../../../../../server/src/binary/sections.ts';
import { effectsOf } from '../modules/effects.ts';
import { exposeState } from '../modules/expose.ts';
import { size } from '../modules/leb128.ts';
import { Unlinkable } from '../unlinkable.ts';
import { codecOf } from '../values/values.ts';
import { readWiring, type Wiring } from './wiring.ts';

export interface File {
  readonly name: string;
  readonly contents: Uint8Array;
}

export interface Outline {
  readonly bytes: Uint8Array;
  /** The files, in which modules export their state where they can. */
  readonly files: readonly File[];
}

const CORE_MODULE = 1;

/**
 * @param files the generator's output, each core module of the component among them
 * @returns undefined for a component that cannot be linked
 */
export function outlineOf(component: Uint8Array, files: readonly File[]): Outline | undefined {
  if (kindOf(component) !== 'component') return undefined;
  try {
    const wiring = readWiring(component);
    for (const one of typesIn(wiring)) codecOf(one);
    const exposed = new Map<string, Uint8Array>();
    const effects = wiring.modules.map(effectsOf);
    // A module may have the table of another one.
    const writesTables = effects.some((one) => one.writesTables);
    const names = wiring.modules.map((module, index) => {
      const name = fileOf(module, files);
      const visible = exposeState(module, { ...effects[index]!, writesTables });
      if (visible) exposed.set(name, visible);
      return Buffer.from(`${visible ? VISIBLE : HIDDEN} ${name}`);
    });
    return {
      bytes: withModules(component, names),
      files: files.map((file) => ({ ...file, contents: exposed.get(file.name) ?? file.contents })),
    };
  } catch (error) {
    if (error instanceof Unlinkable || error instanceof RangeError) return undefined;
    throw error;
  }
}

const [VISIBLE, HIDDEN] = ['visible', 'hidden'];

/** Of the wiring of an outline: which files are its modules, and whether they export all of their state. */
export const modulesIn = ({ modules }: Wiring): { readonly file: string; readonly isVisible: boolean }[] =>
  modules.map((contents) => {
    const [state, file = ''] = Buffer.from(contents).toString().split(' ');
    return { file, isVisible: state === VISIBLE };
  });

function typesIn({ instances }: Wiring) {
  const items = instances.flatMap((one) => (one.kind === 'items' ? one.items : []));
  const lowered = items.flatMap(([, item]) => (item.kind === 'lower' ? item.function.type : []));
  return lowered.flatMap(({ params, result }) => (result ? [...params, result] : params));
}

function fileOf(module: Uint8Array, files: readonly File[]): string {
  const bytes = asBuffer(module);
  const file = files.find(({ contents }) => bytes.equals(contents));
  return file?.name ?? Unlinkable.because('the generator of bindings changed a core module');
}

function withModules(component: Uint8Array, names: readonly Uint8Array[]): Uint8Array {
  let next = 0;
  const sections = [...sectionsOf(component)].map(({ id, contents }) => {
    const written = id === CORE_MODULE ? names[next++]! : contents;
    return Buffer.concat([Buffer.of(id), size(written.length), written]);
  });
  return Buffer.concat([component.subarray(0, PREAMBLE), ...sections]);
}
