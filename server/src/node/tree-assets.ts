import { readFile } from 'node:fs/promises';
import type { WitTrees } from '../trees/language.ts';

const fromSources = import.meta.url.endsWith('.ts');

/** The trees' files in the sources; in dist/ they are in server/, wherever the program is. */
const sources = {
  'web-tree-sitter.wasm': '../../../node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-wit.wasm': '../../../grammars/tree-sitter-wit/tree-sitter-wit.wasm',
  'highlights.scm': '../../../grammars/tree-sitter-wit/queries/highlights.scm',
  'folds.scm': '../../../grammars/tree-sitter-wit/queries/folds.scm',
} as const;

const asset = (name: keyof typeof sources): Promise<Buffer> =>
  readFile(new URL(fromSources ? sources[name] : `../server/${name}`, import.meta.url));

/** Loads web-tree-sitter and the grammar, which nothing needs before a document is coloured or folded. */
export async function loadTrees(): Promise<WitTrees> {
  const language = await import('../trees/language.ts');
  const [engine, grammar, highlights, folds] = await Promise.all([
    asset('web-tree-sitter.wasm'),
    asset('tree-sitter-wit.wasm'),
    asset('highlights.scm'),
    asset('folds.scm'),
  ]);
  return language.loadTrees({
    engine,
    grammar,
    highlights: highlights.toString(),
    folds: folds.toString(),
  });
}
