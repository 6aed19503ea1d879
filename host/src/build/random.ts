/**
 * QuickJS seeds `Math.random` by the clock alone, so that instances which start together would draw the same
 * numbers. Where a script draws any, this goes before it on its first line: a generator (sfc32) that is seeded
 * by WASI when the component is instantiated.
 */
export const seededRandom = (interfaceName: string): string =>
  `import { insecureSeed as $witStudioSeed } from ${JSON.stringify(interfaceName)};` +
  'Math.random = ((a, b) => {' +
  'let w = Number(a & 0xffffffffn) | 0, x = Number(a >> 32n) | 0, y = Number(b & 0xffffffffn) | 0, z = Number(b >> 32n) | 0;' +
  'const next = () => { const t = (w + x + z) | 0; z = (z + 1) | 0; w = x ^ (x >>> 9); x = (y + (y << 3)) | 0;' +
  'y = (((y << 21) | (y >>> 11)) + t) | 0; return t >>> 0; };' +
  'for (let i = 0; i < 12; i++) next();' +
  'return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;' +
  '})(...$witStudioSeed());';
