import { dirname } from 'node:path';
import { asset } from '../../programs.ts';
import type { Feature } from './web-features.ts';
import { bundler } from './bundler.ts';
import { unversioned } from '../../../../server/src/base/ids.ts';

const bundles = new Map<string, Promise<string>>();

/**
 * The script that runs before the guest's own, on one line: the parts of the prelude that the guest uses. Guests that
 * use the same parts share one bundle of them.
 * @param surroundings the interfaces behind the parts, with their versions
 */
export async function prelude(
  features: readonly Feature[],
  surroundings: readonly string[],
): Promise<string> {
  const modules = features.map(({ module }) => module);
  const key = modules.join();
  const script = bundles.get(key) ?? bundle(modules);
  bundles.set(key, script);
  const imports = features
    .flatMap((feature) => feature.imports)
    .map(([name, item, local]) => {
      const specifier = surroundings.find((path) => unversioned(path) === name) ?? name;
      return `import { ${item} as ${local} } from ${JSON.stringify(specifier)};`;
    });
  return [...new Set(imports), await script].join('');
}

async function bundle(modules: readonly string[]): Promise<string> {
  const build = await bundler();
  const { outputFiles } = await build({
    stdin: {
      contents: modules.map((module) => `import './${module}';`).join('\n'),
      resolveDir: dirname(asset('build/typescript/prelude/index.ts')),
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    platform: 'neutral',
    minify: true,
    // They may span lines.
    supported: { 'template-literal': false },
    // The names of errors and classes are visible to a guest.
    keepNames: true,
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text.trim() ?? '';
}
