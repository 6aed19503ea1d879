import { resolve } from 'node:path';

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/**
 * Makes the sources of a bundle's inline source map absolute, so that a debugger finds them wherever the bundle is.
 * @param folder the base of the map's paths
 */
export function withAbsoluteSources(code: string, folder: string): string {
  return code.replace(INLINE_MAP, (_, base64: string) => {
    const map = JSON.parse(Buffer.from(base64, 'base64').toString()) as { sources: string[] };
    const absolute = { ...map, sources: map.sources.map((source) => resolve(folder, source)) };
    const encoded = Buffer.from(JSON.stringify(absolute)).toString('base64');
    return `//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
  });
}
