import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { it } from 'node:test';
import { needs } from '../../../server/src/testing/needs.ts';

const grammar = 'grammars/tree-sitter-wit';
const prefix = join(process.execPath, '../..');

const has = (tool: string) => spawnSync(tool, ['--version']).status === 0;

/** Compiling takes half a minute, so only CI does it. */
function whyNot(): string | false {
  if (!process.env.CI) return 'it compiles C++ for half a minute: set CI, or npm run test:grammar';
  const missing = ['c++', 'make', 'python3'].filter((tool) => !has(tool));
  const headers = join(prefix, 'include/node/node_api.h');
  if (!existsSync(headers)) missing.push(headers);
  return needs(missing.length === 0, `there is no ${missing.join(', no ')}`);
}

it('the Node binding compiles and exports the language for `tree-sitter`', { skip: whyNot() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tree-sitter-wit-'));
  try {
    const made = new Set(['node_modules', 'build']);
    cpSync(grammar, folder, { recursive: true, filter: (path) => !made.has(basename(path)) });
    // The headers beside this Node: node-gyp would download them otherwise.
    const nodedir = { npm_config_nodedir: prefix, NODE_TEST_CONTEXT: undefined };
    // That it compiles is asked, not how fast it parses.
    const env = { ...process.env, ...nodedir, CFLAGS: '-O0', CXXFLAGS: '-O0' };
    for (const args of [['install', '--no-audit', '--no-fund'], ['test']]) {
      const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8' });
      assert.equal(status, 0, `npm ${args[0]}: ${stdout}${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
