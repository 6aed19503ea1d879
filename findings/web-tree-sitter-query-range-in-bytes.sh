#!/bin/bash
# The range of a query counts bytes of UTF-16 in web-tree-sitter, where everything else counts UTF-16 code units.
#
# Seen with web-tree-sitter 0.27.1 and the grammar of tree-sitter-json 0.24.8: nodes have `startIndex` and `endIndex` in
# code units, as offsets of JavaScript strings, and `startPosition` and `endPosition` of a query are such too. The
# `startIndex` and `endIndex` of the options of `captures` and `matches` are the double: with the offsets of the last
# number of a text, the number found is that in its middle, with both doubled the last one.
#
# Output: `its indexes: 2`, `doubled: 4`, `its positions: 4`
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --no-save web-tree-sitter@0.27.1 tree-sitter-json@0.24.8 \
  --legacy-peer-deps
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Language, Parser, Query } from 'web-tree-sitter';

await Parser.init();
const language = await Language.load(readFileSync('node_modules/tree-sitter-json/tree-sitter-json.wasm'));
const parser = new Parser();
parser.setLanguage(language);
const { rootNode } = parser.parse('[1,2,3,4]');
const query = new Query(language, '(number) @number');
const { startIndex, endIndex, startPosition, endPosition } = query.captures(rootNode).at(-1).node;

function captured(what, options) {
  const found = query.captures(rootNode, options).map(({ node }) => node.text).join();
  console.log(`${what}: ${found}`);
  return found;
}
const seen = [
  captured('its indexes', { startIndex, endIndex }),
  captured('doubled', { startIndex: startIndex * 2, endIndex: endIndex * 2 }),
  captured('its positions', { startPosition, endPosition }),
];
process.exit(seen.join() === '2,4,4' ? 0 : 1);
JS
node try.mjs
