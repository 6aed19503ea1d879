import { withToolkit } from '../toolkit/toolkit.ts';
import { withUnnamedTypes } from './unnamed-types.ts';

/**
 * The world of a component as WIT, with each package that it names, without types at its root that WIT cannot export.
 * For the thread of tools.
 */
export async function witOf(component: Uint8Array): Promise<string> {
  const read = (bytes: Uint8Array) => withToolkit(({ packages }) => packages.ofComponent(bytes));
  try {
    return await read(component);
  } catch (error) {
    const rest = withUnnamedTypes(component);
    if (!rest) throw error;
    return read(rest).catch(() => {
      throw error;
    });
  }
}
