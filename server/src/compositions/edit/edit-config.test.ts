import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planSource } from '../plan-source.ts';
import { editConfig } from './edit-config.ts';
import type { SingleEdit } from '../../base/plan-edit.ts';

const edited = (text: string, edit: SingleEdit) =>
  editConfig(
    planSource('/wasm-compose.yml', text, (path) => path),
    edit,
  );

const text = `# ours
dependencies:
  auth: auth.wasm # signs in
  log: { path: log.wasm }

instantiations:
  root:
    arguments:
      t:auth/verify: auth
      # where it writes
      t:log/sink: { instance: writer, export: t:own/out }
  writer:
    dependency: log
`;

describe('a configuration of wasm-tools compose', () => {
  it('inserts instances beside the others', () => {
    const add = { kind: 'add', instance: 'extra', path: 'on the way.wasm' } as const;
    assert.equal(edited(text, add), text.replace('log.wasm }\n', 'log.wasm }\n  extra: "on the way.wasm"\n'));
    assert.equal(edited('', add), 'dependencies:\n  extra: "on the way.wasm"\n');
    assert.equal(edited('dependencies: {}\n', add), 'dependencies: { extra: "on the way.wasm" }\n');
    assert.equal(edited('dependencies:\n', add), 'dependencies:\n  extra: "on the way.wasm"\n');
    assert.deepEqual(edited(text, { ...add, instance: 'auth' }), {
      refused: 'there is an instance “auth” already',
    });
  });

  it('removes an instance with its wires, and its component if no other uses it', () => {
    assert.equal(
      edited(text, { kind: 'remove', instance: 'writer' }),
      text
        .replace('  log: { path: log.wasm }\n', '')
        .replace('      t:log/sink: { instance: writer, export: t:own/out }\n', '')
        .replace('  writer:\n    dependency: log\n', ''),
    );
    assert.equal(
      edited(text, { kind: 'remove', instance: 'auth' }),
      text.replace('  auth: auth.wasm # signs in\n', '').replace('      t:auth/verify: auth\n', ''),
    );
  });

  it('renames all references to an instance', () => {
    assert.equal(
      edited(text, { kind: 'rename', instance: 'auth', to: 'login' }),
      text.replace('  auth: auth.wasm', '  login: auth.wasm').replace('verify: auth', 'verify: login'),
    );
    assert.equal(
      edited(text, { kind: 'rename', instance: 'writer', to: 'out' }),
      text.replace('instance: writer', 'instance: out').replace('  writer:', '  out:'),
    );
    assert.deepEqual(edited(text, { kind: 'rename', instance: 'root', to: 'app' }), {
      refused: 'the root of a configuration has no other name',
    });
  });

  it('adds, changes and removes wires', () => {
    const wire = { kind: 'wire', instance: 'root', import: 't:auth/verify@0.1.0' } as const;
    assert.equal(
      edited(text, { ...wire, from: { instance: 'writer', export: 'x' } }),
      text.replace('verify: auth', 'verify: { instance: writer, export: x }'),
    );
    assert.equal(edited(text, { ...wire, from: undefined }), text.replace('      t:auth/verify: auth\n', ''));
    assert.equal(
      edited(text, { ...wire, instance: 'auth', import: 'run', from: { instance: 'writer' } }),
      `${text}  auth:\n    arguments:\n      run: writer\n`,
    );
  });

  it('refuses edits that it cannot express', () => {
    const open = { kind: 'wire', instance: 'root', import: 'x', from: false } as const;
    const none = 'a configuration of wasm-tools compose';
    assert.deepEqual(edited(text, open), { refused: `${none} leaves open what no instance exports` });
    assert.deepEqual(edited(text, { kind: 'export', name: 'run', from: { instance: 'auth' } }), {
      refused: `${none} exports what its root exports`,
    });
  });
});
