import { Language, Parser, Query } from 'web-tree-sitter';

/** The assets for the trees: two .wasm files and the queries, passed in so that no file system is needed. */
export interface TreeAssets {
  /** web-tree-sitter.wasm: the engine. */
  readonly engine: Uint8Array;
  /** tree-sitter-wit.wasm: the grammar. */
  readonly grammar: Uint8Array;
  /** queries/highlights.scm */
  readonly highlights: string;
  /** queries/folds.scm */
  readonly folds: string;
}

export interface WitTrees {
  readonly parser: Parser;
  readonly highlights: Query;
  readonly folds: Query;
}

/** Loads the engine and the grammar. Rejects when they do not fit each other. */
export async function loadTrees(assets: TreeAssets): Promise<WitTrees> {
  await Parser.init({ wasmBinary: assets.engine });
  const language = await Language.load(assets.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parser,
    highlights: new Query(language, assets.highlights),
    folds: new Query(language, assets.folds),
  };
}
