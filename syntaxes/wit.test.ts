import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, it } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const grammars = new Map([
  ['source.wit', 'syntaxes/wit.tmLanguage.json'],
  ['source.wac', 'syntaxes/wac.tmLanguage.json'],
  ['source.wit-composition', 'syntaxes/composition.tmLanguage.json'],
  ['markdown.wit.codeblock', 'syntaxes/markdown-wit.injection.json'],
]);

const bareMarkdown = JSON.stringify({ scopeName: 'text.html.markdown', patterns: [] });

/** By the ending of a file. */
const byEnding = new Map<string, IGrammar>();

let wit: IGrammar;
let markdown: IGrammar;
before(async () => {
  const onigasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(onigasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.wit.codeblock'] : undefined),
    loadGrammar: async (scope) => {
      // The editor's own; what is injected must not depend on its rules.
      if (scope === 'text.html.markdown') return textmate.parseRawGrammar(bareMarkdown, 'markdown.json');
      const path = grammars.get(scope);
      return path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
    },
  });
  wit = (await registry.loadGrammar('source.wit'))!;
  byEnding.set('wit', wit);
  byEnding.set('wac', (await registry.loadGrammar('source.wac'))!);
  byEnding.set('toml', (await registry.loadGrammar('source.wit-composition'))!);
  markdown = (await registry.loadGrammar('text.html.markdown'))!;
});

/** Each line, and below it each of its tokens with the scopes it has beside the language's own. */
function snapshot(text: string, grammar = wit): string {
  let state = textmate.INITIAL;
  const lines = text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const scoped = tokens.filter(({ scopes }) => scopes.length > 1);
    return [line, ...scoped.map((token) => describeToken(line, token))];
  });
  return `${lines.join('\n')}\n`;
}

function describeToken(line: string, { startIndex, endIndex, scopes }: textmate.IToken): string {
  return `  | ${line.slice(startIndex, endIndex).trim()} → ${scopes.slice(1).join(' ')}`;
}

describe('the TextMate grammar', () => {
  for (const file of readdirSync('syntaxes/test').filter((name) => !name.endsWith('.snap'))) {
    it(`assigns the scopes of its snapshot to the tokens of ${file}`, () => {
      const path = `syntaxes/test/${file}`;
      const found = snapshot(readFileSync(path, 'utf8'), byEnding.get(file.split('.').at(-1)!));
      // UPDATE=1 takes what is found for what is right; read the difference before you commit it.
      if (process.env.UPDATE || !existsSync(`${path}.snap`)) writeFileSync(`${path}.snap`, found);
      assert.equal(found, readFileSync(`${path}.snap`, 'utf8'));
    });
  }

  it('contains every keyword of the language', () => {
    const words = 'package interface world use include import export type resource record func async';
    for (const word of words.split(' ')) {
      const [token] = wit.tokenizeLine(`${word} x`, textmate.INITIAL).tokens;
      assert.match(token!.scopes.at(-1)!, /^(keyword|storage)\./, word);
    }
  });
});

describe('WIT in Markdown', () => {
  it('is coloured between its fences and nowhere else', () => {
    const text = [
      'interface a {',
      '```wit',
      'interface b {',
      '}',
      '```',
      'interface c {',
      '```js',
      'interface d {',
    ];
    let state = textmate.INITIAL;
    const coloured = text.filter((line) => {
      const { tokens, ruleStack } = markdown.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.some(({ scopes }) =>
        scopes.some((scope) => /\.wit$/.test(scope) && !/block/.test(scope)),
      );
    });
    assert.deepEqual(coloured, ['interface b {', '}']);
  });
});
