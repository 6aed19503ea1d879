// Block comments nest, which no regular expression can say. Those that start with `/**` are docs.
#include "tree_sitter/parser.h"

enum TokenType { BLOCK_COMMENT, BLOCK_DOC_COMMENT };

void *tree_sitter_wit_external_scanner_create(void) { return 0; }
void tree_sitter_wit_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_wit_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}
void tree_sitter_wit_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static bool is_space(int32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// After `/*`: reads up to the `*/` that belongs to it; false at the end of the file.
static bool skip_comment(TSLexer *lexer) {
  for (unsigned depth = 1; depth > 0;) {
    if (lexer->eof(lexer)) return false;
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (c == '/' && lexer->lookahead == '*') {
      depth++;
      advance(lexer);
    } else if (c == '*' && lexer->lookahead == '/') {
      depth--;
      advance(lexer);
    }
  }
  return true;
}

bool tree_sitter_wit_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  (void)payload;
  if (!valid_symbols[BLOCK_COMMENT] && !valid_symbols[BLOCK_DOC_COMMENT]) return false;
  while (is_space(lexer->lookahead)) lexer->advance(lexer, true);
  if (lexer->lookahead != '/') return false;
  advance(lexer);
  if (lexer->lookahead != '*') return false;
  advance(lexer);
  lexer->result_symbol = BLOCK_COMMENT;
  if (lexer->lookahead == '*') {
    advance(lexer);
    if (lexer->lookahead == '/') { // `/**/` is an empty comment
      advance(lexer);
      return true;
    }
    if (lexer->lookahead != '*') lexer->result_symbol = BLOCK_DOC_COMMENT;
  }
  return skip_comment(lexer);
}
