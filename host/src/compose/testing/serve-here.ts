import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { Grants } from '../../protocol.ts';
import { serve } from '../../run/serve.ts';

/** Serves a component here while `use` runs. */
export async function servedHere(
  component: string,
  use: (url: string) => Promise<void>,
  grants: Grants = {},
): Promise<void> {
  const context = { signal: new AbortController().signal, storage, output: () => {} };
  const serving = await serve({ component, grants, addr: '127.0.0.1:0' }, context);
  try {
    await use(serving.url);
  } finally {
    await serving.close();
  }
}
