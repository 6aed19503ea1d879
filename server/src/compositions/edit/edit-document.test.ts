import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planSource } from '../plan-source.ts';
import { editDocument } from './edit-document.ts';
import type { Edited, SingleEdit } from '../../base/plan-edit.ts';

const edited = (text: string, edit: SingleEdit) =>
  editDocument(
    planSource('/service.wac', text, (path) => path),
    edit,
  );

const text = `package t:service;
// auth signs in
let auth = new t:auth { };
let app = new t:app {
  auth: auth.verify, // by whom
  ...
};
export app...;
`;

describe('a WAC document', () => {
  it('renames all references to an instance', () => {
    assert.equal(
      edited(text, { kind: 'rename', instance: 'auth', to: 'login' }),
      text.replace('let auth', 'let login').replace('auth.verify', 'login.verify'),
    );
    assert.deepEqual(edited(text, { kind: 'rename', instance: 'auth', to: 'app' }), {
      refused: '“app” is a name in the document already',
    });
  });

  it('gives an instance the name of an export or an argument, but of nothing else', () => {
    const rename = { kind: 'rename', instance: 'auth', to: 'verify' } as const;
    const after = text.replace('let auth', 'let verify').replace('auth.verify', 'verify.verify');
    assert.equal(edited(text, rename), after);
    assert.equal(edited(after, { ...rename, instance: 'verify', to: 'auth' }), text);
    const imports = text.replace('\nlet', '\nimport verify: func();\nlet');
    assert.deepEqual(edited(imports, rename), { refused: '“verify” is a name in the document already' });
    for (const to of ['world', 'a b', '7'])
      assert.deepEqual(edited(text, { ...rename, to }), {
        refused: `“${to}” is no name in a document: write letters, digits and hyphens`,
      });
    const add = { kind: 'add', instance: 'app', path: 'deps/t/app.wasm' } as const;
    assert.deepEqual(edited(text, add), { refused: '“app” is a name in the document already' });
  });

  it('adds, changes and removes wires', () => {
    const wire = { kind: 'wire', instance: 'app', import: 't:log/sink@0.1.0' } as const;
    const once = edited(text, { ...wire, from: { instance: 'auth' } });
    const line = '  "t:log/sink@0.1.0": auth["t:log/sink@0.1.0"],\n';
    assert.equal(once, text.replace('new t:app {\n', `new t:app {\n${line}`));
    const other = edited(String(once), { ...wire, from: { instance: 'auth', export: 'out' } });
    assert.match(
      String(other),
      /"t:log\/sink@0\.1\.0": auth\["out"\],\s+auth: auth\.verify, \/\/ by whom\n {2}\.\.\.\n/,
    );
    const part = edited(text, { ...wire, import: 'log', from: { instance: 'auth', export: 't:a/sink.log' } });
    assert.match(String(part), /"log": auth\["t:a\/sink"\]\["log"\],\n/);
    assert.doesNotMatch(String(edited(String(other), { ...wire, from: undefined })), /sink/);
    assert.equal(
      edited('let a = new t:a {};\nlet b = new t:b {};\n', {
        kind: 'wire',
        instance: 'b',
        import: 'x',
        from: { instance: 'a' },
      }),
      'let a = new t:a {};\nlet b = new t:b { "x": a["x"] };\n',
    );
  });

  it('refuses a wire from a later instance', () => {
    const back = { kind: 'wire', instance: 'auth', import: 'x', from: { instance: 'app' } } as const;
    assert.deepEqual(edited(text, back), {
      refused: '“app” comes after “auth”, and a document can only refer to earlier instances',
    });
  });

  it('adds exports', () => {
    const from = { instance: 'auth', export: 'verify' };
    assert.equal(
      edited(text, { kind: 'export', name: 'check', from }),
      `${text}export auth["verify"] as "check";\n`,
    );
  });

  it('changes an argument under any of its names', () => {
    const wire = { kind: 'wire', instance: 'app', import: 't:app/auth@0.1.0' } as const;
    assert.equal(
      edited(text, { ...wire, from: { instance: 'auth', export: 'out' } }),
      text.replace('auth: auth.verify', '"t:app/auth@0.1.0": auth["out"]'),
    );
    const short = 'let a = new t:a {};\nlet b = new t:b { a, c: a.c };\n';
    const open = { kind: 'wire', instance: 'b', import: 't:x/a', from: false } as const;
    assert.equal(edited(short, open), short.replace('{ a, c: a.c }', '{ c: a.c, ... }'));
    const only = 'let b = new t:b { a: x.y };\n';
    assert.equal(edited(only, open), 'let b = new t:b { ... };\n');
  });

  it('adds packages of `deps`, and removes unused ones', () => {
    const add = { kind: 'add', instance: 'log', path: 'deps/t/log.wasm' } as const;
    const more = edited(text, add);
    assert.equal(more, text.replace('export app', 'let log = new t:log { ... };\nexport app'));
    assert.equal(edited(String(more), { kind: 'remove', instance: 'log' }), text);
    const versioned = edited('', { ...add, path: 'deps/t/log/1.0.0.wasm' });
    assert.equal(versioned, 'let log = new t:log@1.0.0 { ... };\n');
    assert.match(refusal(edited(text, { ...add, path: 'log.wasm' })), /log\.wasm is none/);
    assert.match(refusal(edited(text, { kind: 'remove', instance: 'auth' })), /“auth” is used on line 4/);
  });

  it('removes exports', () => {
    const all = `${text}export auth["t:a/verify@0.1.0"];\nexport auth.out as "o";\n`;
    const without = (name: string) => edited(all, { kind: 'export', name, from: undefined });
    assert.equal(without('o'), all.replace('export auth.out as "o";\n', ''));
    assert.equal(without('t:a/verify@0.1.0'), all.replace('export auth["t:a/verify@0.1.0"];\n', ''));
    assert.match(refusal(without('run')), /no statement of its own exports “run”/);
  });
});

const refusal = (edited: Edited): string => (typeof edited === 'string' ? edited : edited.refused);
