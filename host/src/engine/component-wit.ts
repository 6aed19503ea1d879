import { withToolkit } from '../toolkit/toolkit.ts';

/** The world of a component as WIT, with each package that it names. For the thread of tools. */
export const witOf = (component: Uint8Array): Promise<string> =>
  withToolkit(({ packages }) => packages.ofComponent(component));
