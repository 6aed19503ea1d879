import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { Editor, PULLS } from '../../testing/editor.ts';
import { serveInProcess } from '../../testing/in-process.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';

test('unused items are hints, which editors fade', async () => {
  const text = 'package a:b;\ninterface i { type t = u8; }\ninterface j { use i.{t}; f: func(); }';
  const files = memoryFileSystem(new Map([['/main.wit', text]]));
  const editor = new Editor(await serveInProcess(files, { capabilities: PULLS }));
  const [found] = (await editor.pull('/main.wit')).items ?? [];
  assert.equal(found?.code, 'unused-use');
  assert.equal(found.severity, DiagnosticSeverity.Hint);
  assert.deepEqual(found.tags, [DiagnosticTag.Unnecessary]);
});
