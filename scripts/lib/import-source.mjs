/** Modules of the sources in threads that tests start: these do not inherit the loader that lets Node read TypeScript. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @param path from the root, such as `host/src/tools/thread.ts`; `programs` of bundle-tests.mjs lists it */
export async function importSource(path) {
  const bundles = process.env.TEST_BUNDLES;
  if (bundles) return import(pathToFileURL(join(bundles, path.replace(/\.ts$/, '.js'))).href);
  const { register } = await import('tsx/esm/api');
  register();
  return import(new URL(`../../${path}`, import.meta.url).href);
}
