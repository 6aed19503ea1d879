import { sourcesHash } from './sources-hash.mjs';

const grammar = 'grammars/tree-sitter-wit';

/** The contents of generated.json: hashes of the tree-sitter grammar's sources and of the generated files. */
export function generated() {
  const sources = ['grammar.js', 'tree-sitter.json', 'src/scanner.c'];
  const files = [
    'src/grammar.json',
    'src/node-types.json',
    'src/parser.c',
    'src/tree_sitter',
    'tree-sitter-wit.wasm',
  ];
  return { sources: sourcesHash(grammar, sources), files: sourcesHash(grammar, files) };
}
