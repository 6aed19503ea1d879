import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { diagnostics } from '../diagnostics.ts';
import { codeActions } from './code-actions.ts';
import { applied } from './testing/applied.ts';

const uri = 'file:///main.wit';
const kv = 'package demo:kv@1.0.0;\ninterface kv { type key = string; }\n';

/** The text after the first fix of the first error, once a comment was typed above everything. */
function fixedBelowComment(text: string): string | undefined {
  const workspace = new Workspace(memoryFileSystem(new Map([['/deps/kv.wit', kv]])));
  workspace.open(uri, text, 0);
  diagnostics(workspace.snapshot(), uri);
  const edited = `// a comment\n${text}`;
  workspace.open(uri, edited, 1);
  const snapshot = workspace.snapshot();
  const [error] = diagnostics(snapshot, uri);
  const [fix] = codeActions(snapshot, uri, error!, (kind) => kind === 'quickfix');
  return applied(new Map([['/main.wit', edited]]), fix!)
    .get('/main.wit')
    ?.split('\n')
    .slice(1)
    .join('\n');
}

for (const [before, after] of [
  [
    'package a:b;\nworld w { import demo:kv/kv@1.0.1; }',
    'package a:b;\nworld w { import demo:kv/kv@1.0.0; }',
  ],
  [
    'package a:b;\nworld w { import demo:kb/kv@1.0.0; }',
    'package a:b;\nworld w { import demo:kv/kv@1.0.0; }',
  ],
  [
    'package a:b;\n@since(version = 1.0.0)\ninterface i {}',
    'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {}',
  ],
] as const)
  test(`a fix is at its place below a comment that was typed later: ${before.split('\n')[1]}`, () => {
    assert.equal(fixedBelowComment(before), after);
  });
