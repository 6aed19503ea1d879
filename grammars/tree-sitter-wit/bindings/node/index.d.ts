/** A language for the `tree-sitter` package. */
declare const language: {
  readonly name: 'wit';
  readonly language: unknown;
  readonly nodeTypeInfo: readonly unknown[];
};
export = language;
