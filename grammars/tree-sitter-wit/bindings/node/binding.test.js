const assert = require('node:assert/strict');
const { it } = require('node:test');

it('gives `tree-sitter` a language that parses WIT', () => {
  const Parser = require('tree-sitter');
  const parser = new Parser();
  parser.setLanguage(require('./index.js'));
  const { rootNode } = parser.parse('package a:b;\ninterface i { f: func() -> u8; }\n');
  assert.equal(rootNode.hasError, false);
  assert.equal(rootNode.descendantsOfType('function_definition')[0].childForFieldName('name').text, 'f');
});
