import { asset } from '../files.ts';

let bundled: Promise<string> | undefined;

/**
 * What runs before the guest's script (prelude/index.ts), on one line. It is the same for every guest, so it
 * is bundled once and not with each of them.
 * @param streams the interfaces of `wasi:cli` behind `console`
 */
export async function prelude(streams: readonly string[]): Promise<string> {
  const script = await (bundled ??= bundle());
  const imports = [
    ['stdout', 'getStdout as $witStudioStdout'],
    ['stderr', 'getStderr as $witStudioStderr'],
  ].map(([name, item]) => {
    const specifier = streams.find((path) => path.startsWith(`wasi:cli/${name}@`));
    return `import { ${item} } from ${JSON.stringify(specifier)};`;
  });
  return [...imports, script].join('');
}

async function bundle(): Promise<string> {
  const { build } = await import('esbuild-wasm');
  const { outputFiles } = await build({
    entryPoints: [asset('build/prelude/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    platform: 'neutral',
    minify: true,
    // They may span lines.
    supported: { 'template-literal': false },
    // The names of errors and classes are part of what a guest sees.
    keepNames: true,
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text.trim() ?? '';
}
