import { supportsMultiMemory } from '../../node/flags.ts';

/** The module of copied-text.wat. */
const MODULE =
  'AGFzbQEAAAABBwFgA39/fwACGgMABGZyb20CAAAAAnRvAgAAAAVvdGhlcgAAAwIBAAcIAQRjb3B5AAEKdwF1AQJ/IAAhAyAAIAFqIQQCQAJAA0Ag' +
  'BCADa0EISQ0BQgAgAykAAEKAgYKEiJCgwIB/g1INAiADQQhqIQMMAAsLAkADQCADIARGDQEgAy0AAEGAAU8NAiADQQFqIQMMAAsLIAIgACAB/AoB' +
  'AA8LIAAgASACEAALAGcEbmFtZQEIAQAFb3RoZXICJAEBBQAGc291cmNlAQZsZW5ndGgCBnRhcmdldAMCYXQEA2VuZAMjAQEFAAVvdGhlcgEFc2hv' +
  'cnQCBG5leHQDBGRvbmUEBG5leHQGCwIABGZyb20BAnRv';
export const copiedTextModule = (): Uint8Array => Buffer.from(MODULE, 'base64');
let compiled: WebAssembly.Module | undefined;

/** An adapter's name for the function that copies text from one of its memories to another. */
const COPY = /^utf8-to-utf8 \(mem(\d+) => mem(\d+)\)$/;

/**
 * The function for copying text that an adapter gets: WebAssembly where a module may have two memories, which calls the
 * script's function for text outside of ASCII.
 */
export function copiedByWasm(
  adapter: WebAssembly.Module,
  imports: WebAssembly.Imports,
): Readonly<Record<string, unknown>> {
  const transcode = imports['transcode'] ?? {};
  if (!supportsMultiMemory()) return transcode;
  const imported = WebAssembly.Module.imports(adapter).filter(({ kind }) => kind === 'memory');
  const memories = imported.map(({ module, name }) => imports[module]![name]);
  const pairs = Object.entries(transcode).map(([name, other]) => {
    const [, from, to] = COPY.exec(name) ?? [];
    if (from === undefined) return [name, other];
    compiled ??= new WebAssembly.Module(new Uint8Array(copiedTextModule()));
    const given = { from: memories[Number(from)], to: memories[Number(to)], other };
    return [name, new WebAssembly.Instance(compiled, { '': given }).exports['copy']];
  });
  return Object.fromEntries(pairs) as Readonly<Record<string, unknown>>;
}
