import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SignatureHelp } from 'vscode-languageserver';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

const files = new Map([['/a.wit', 'interface i { f: func(x: result<u8, u16>); }\n']]);
const textDocument = { uri: 'file:///a.wit' };
const inResult = { textDocument, position: { line: 0, character: 36 } };
const inFunction = { textDocument, position: { line: 0, character: 22 } };
const typed = { triggerKind: 2, triggerCharacter: '(' };

const start = (parameterInformation: object) =>
  serveInProcess(memoryFileSystem(files), {
    capabilities: { textDocument: { signatureHelp: { signatureInformation: { parameterInformation } } } },
  });

describe('signature help', () => {
  test('has documentation of the type and of each parameter', async () => {
    const client = await start({ labelOffsetSupport: true });
    const help = await client.request<SignatureHelp>('textDocument/signatureHelp', inResult);
    assert.equal(help.activeParameter, 1);
    const [{ label, documentation, parameters }] = help.signatures as [SignatureHelp['signatures'][0]];
    assert.equal(label, 'result<T, E>');
    assert.match((documentation as { value: string }).value, /^Either `ok`/);
    assert.deepEqual(
      parameters?.map((one) => [one.label, (one.documentation as { value: string }).value.slice(0, 17)]),
      [
        [[7, 8], 'What `ok` carries'],
        [[10, 11], 'What `err` carrie'],
      ],
    );
  });

  test('has parameters as text for a client without label offsets', async () => {
    const client = await start({});
    const help = await client.request<SignatureHelp>('textDocument/signatureHelp', inResult);
    assert.deepEqual(
      help.signatures[0]?.parameters?.map(({ label }) => label),
      ['T', 'E'],
    );
  });

  test('of a function is shown when invoked, and stays while the cursor moves', async () => {
    const client = await start({});
    const ask = (context?: object) =>
      client.request<SignatureHelp | null>('textDocument/signatureHelp', { ...inFunction, context });
    assert.equal(await ask({ ...typed, isRetrigger: false }), null);
    assert.ok(await ask({ triggerKind: 1, isRetrigger: false }));
    assert.ok(await ask({ triggerKind: 3, isRetrigger: true }));
    assert.ok(await ask());
  });
});
