import { pathToFileURL } from 'node:url';

/** Whether the module of `url` (import.meta.url) is the one Node was started with. */
export function isMain(url) {
  return process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href;
}
