import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LspClient } from '../server/src/testing/lsp-client.ts';

const command = fileURLToPath(new URL('../dist/cli/wit-studio.js', import.meta.url));
const docs = readFileSync('docs/editors.md', 'utf8');

/** The settings of an editor in docs/editors.md that are JSON. */
function settingsOf<T>(editor: string): T {
  const [, section = ''] = docs.split(`\n## ${editor}\n`);
  return JSON.parse(/```json\n([^`]*)```/.exec(section.split('\n## ')[0]!)![1]!) as T;
}

interface ZedSettings {
  /** By the name of the server in the manifest of an extension. */
  readonly lsp: Readonly<
    Record<string, { readonly binary: Binary; readonly initialization_options: object }>
  >;
  /** By the name of the language in the extension. */
  readonly languages: Readonly<Record<string, { readonly tab_size: number }>>;
}

/** What Zed reads of `binary`; it ignores other keys. */
interface Binary {
  readonly path: string;
  readonly arguments: readonly string[];
}

interface SublimeSettings {
  readonly clients: Readonly<
    Record<string, { readonly command: readonly string[]; readonly selector: string }>
  >;
}

describe('the settings of editors that the conformance suite does not start', () => {
  it('Zed: start the language server', async () => {
    const { lsp, languages } = settingsOf<ZedSettings>('Zed');
    assert.deepEqual(Object.keys(languages), ['WIT']);
    assert.equal(languages['WIT']!.tab_size, 2, 'as in the settings of the other editors');
    assert.deepEqual(Object.keys(lsp), ['wit']);
    const { binary, initialization_options: options } = lsp['wit']!;
    assert.deepEqual(Object.keys(binary), ['path', 'arguments']);
    await serves([binary.path, ...binary.arguments], options);
  });

  it('Sublime Text: start the language server', async () => {
    const [client] = Object.values(settingsOf<SublimeSettings>('Sublime Text').clients);
    assert.equal(client!.selector, 'source.wit');
    await serves(client!.command, {});
  });
});

/** Starts a command line that begins with `wit-studio`, and asks the server for its name and for a mistake. */
async function serves([program, ...args]: readonly string[], initializationOptions: object): Promise<void> {
  assert.equal(program, 'wit-studio');
  const child = spawn(process.execPath, [command, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const client = new LspClient(child.stdin, child.stdout);
    const capabilities = { textDocument: { diagnostic: {} } };
    const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions };
    const { serverInfo } = (await client.request('initialize', params)) as { serverInfo: { name: string } };
    assert.match(serverInfo.name, /wit/i);
    client.notify('initialized', {});
    const textDocument = {
      uri: 'untitled:a.wit',
      languageId: 'wit',
      version: 1,
      text: 'package a:b;\nworld {}',
    };
    client.notify('textDocument/didOpen', { textDocument });
    const { items } = (await client.request('textDocument/diagnostic', { textDocument })) as {
      items: unknown[];
    };
    assert.ok(items.length > 0);
  } finally {
    child.kill();
  }
}
