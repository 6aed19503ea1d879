import type { CallableExport } from '../../../host/src/protocol.ts';
import { functionId, itemId, unversioned } from '../../../server/src/base/ids.ts';

/** A function of a .wit file that a component may export. */
export interface WrittenFunction {
  /** The interface or world that contains it. */
  readonly owner: string;
  readonly name: string;
  /** Whether it is an export of the world itself, rather than of an interface. */
  readonly isOfWorld: boolean;
}

/** `ns:name@version` of a file, from its first package header; undefined without one. */
export function packageOf(text: string): string | undefined {
  const [, name, version = ''] = /^\s*package\s+([\w%:-]+)(@[^\s;]+)?\s*;/m.exec(text) ?? [];
  return name === undefined ? undefined : name.replaceAll('%', '') + version;
}

/** The name by which a component exports a function: `edge:service/auth.check@0.1.0`, or that of the world's own. */
export function exportedName(of: string | undefined, { owner, name, isOfWorld }: WrittenFunction): string {
  return isOfWorld ? name : functionId(itemId(of ?? '', owner), name);
}

/** A name that the binary of every component with the function contains: that of the interface, or the function's. */
export const nameInBinary = (of: string | undefined, { owner, name, isOfWorld }: WrittenFunction): string =>
  isOfWorld ? name : itemId(unversioned(of ?? ''), owner);

/** The components that export a function which can be called with written values. */
export function componentsWith(
  name: string,
  components: ReadonlyMap<string, readonly CallableExport[]>,
): string[] {
  const has = (functions: readonly CallableExport[]) =>
    functions.some((one) => one.name === name && one.call !== undefined);
  return [...components].filter(([, functions]) => has(functions)).map(([path]) => path);
}
