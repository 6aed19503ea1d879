/** The paths of the host's own programs and files, in the sources and in dist/ alike. */
import { fileURLToPath } from 'node:url';

const fromSources = import.meta.url.endsWith('.ts');

/** The host's other programs: file below host/src, file in dist/host. */
const PROGRAMS = {
  guest: ['guest/thread/main.ts', 'guest.js'],
  guestProcess: ['guest/main.ts', 'guest-process.js'],
  tools: ['tools/thread-from-sources.mjs', 'tools.js'],
  network: ['guest/http/outgoing/network.ts', 'network.js'],
  resident: ['resident/main-from-sources.mjs', 'resident.js'],
  bundler: ['build/typescript/bundler-process.ts', 'bundler.js'],
  testReporter: ['build/typescript/tests/test-reporter.ts', 'test-reporter.js'],
  testResults: ['build/typescript/tests/test-results.ts', 'test-results.js'],
} as const;

/**
 * A program of the host, as a URL for a thread or a process. In dist/ every bundle is one folder deep (dist/host,
 * dist/cli), so that `../host` is right for all of them. The sources of guests are bundled first, because their process
 * may not read the compiler of TypeScript.
 */
export function program(name: keyof typeof PROGRAMS): URL {
  const [source, bundle] = PROGRAMS[name];
  if (!fromSources) return new URL(`../host/${bundle}`, import.meta.url);
  return source.endsWith('.mjs') ? new URL(source, import.meta.url) : new URL(bundle, bundledSources());
}

let bundled: URL | undefined;
function bundledSources(): URL {
  const { bundleForTests } = process.getBuiltinModule('node:module').createRequire(import.meta.url)(
    './testing/bundle-programs.cjs',
  ) as Bundler;
  return (bundled ??= bundleForTests(bundledPrograms()));
}
const bundledPrograms = () => Object.values(PROGRAMS).filter(([source]) => source.endsWith('.ts'));

interface Bundler {
  bundleForTests(programs: readonly (readonly [source: string, bundle: string])[]): URL;
}

/** A file that ships with the host and is read as it is. */
export function asset(path: string): string {
  return fileURLToPath(new URL(fromSources ? `./${path}` : `../host/${path}`, import.meta.url));
}
