// The language for `new (require('tree-sitter'))().setLanguage(…)`, with the types of its nodes.
const binding = require('../../build/Release/tree_sitter_wit_binding.node');

module.exports = { name: 'wit', ...binding, nodeTypeInfo: require('../../src/node-types.json') };
