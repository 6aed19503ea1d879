import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planSource } from '../plan-source.ts';
import { collectProblems } from '../problems.ts';
import { readComposition } from '../read/read-composition.ts';
import { editComposition } from './edit-composition.ts';
import type { PlanEdit, SingleEdit } from '../../base/plan-edit.ts';

/** The text after all edits. */
function edited(text: string, ...edits: readonly SingleEdit[]): string {
  return edits.reduce((now, edit) => {
    const result = editComposition(
      planSource('/composition.toml', now, (path) => path),
      edit,
    );
    assert.ok(typeof result === 'string', JSON.stringify(result));
    return result;
  }, text);
}

const refusal = (text: string, edit: SingleEdit) =>
  editComposition(
    planSource('/composition.toml', text, (path) => path),
    edit,
  );

const wire = (instance: string, name: string, from: Extract<PlanEdit, { kind: 'wire' }>['from']) =>
  ({ kind: 'wire', instance, import: name, from }) as const;

describe('a stub', () => {
  const plain = '[instances.app]\ncomponent = "a.wasm"\n';
  it('is replaced by a wire, in either form', () => {
    for (const stub of [
      '[instances.app.imports]\n"t:a/b" = { stub = true }\n',
      '[instances.app.imports."t:a/b".stub]\nget = 1 # one\nput = 2\n',
    ]) {
      const wired = edited(`${plain}\n${stub}`, wire('app', 't:a/b@1.0.0', { instance: 'b' }));
      const { plan } = readComposition(
        planSource('/composition.toml', wired, (path) => path),
        collectProblems(),
      );
      assert.deepEqual(
        plan.instances[0]!.imports.map(({ name, from }) => [name, from]),
        [['t:a/b', { instance: 'b' }]],
        wired,
      );
    }
  });

  it('is removed with its configured results', () => {
    const text = `${plain}\n[instances.app.imports."t:a/b".stub]\nget = 1\n`;
    assert.equal(edited(text, wire('app', 't:a/b', undefined)).trim(), plain.trim());
  });
});

describe('adding an instance', () => {
  const add = { kind: 'add', instance: 'log', path: 'log/log.wasm' } as const;

  it('inserts it beside the others, in their form', () => {
    const plain = '# ours\n[instances]\n  auth = "a.wasm" # first\n\n[exports]\nrun = "auth"\n';
    assert.equal(edited(plain, add), plain.replace('# first\n', '# first\n  log = "log/log.wasm"\n'));
    const tables = '[instances.auth]\ncomponent = "a.wasm"\n';
    assert.equal(edited(tables, add), `${tables.trim()}\n\n[instances.log]\ncomponent = "log/log.wasm"\n`);
    const tutorial = '[component.auth]\npath = "a.wasm" # one\n\n# the end\n';
    assert.equal(
      edited(tutorial, add),
      '[component.auth]\npath = "a.wasm" # one\n\n[component.log]\npath = "log/log.wasm"\n\n# the end\n',
    );
    assert.equal(
      edited('instances = { a = "a.wasm" }\n', add),
      'instances = { a = "a.wasm", log = "log/log.wasm" }\n',
    );
    assert.equal(
      edited('instances.a = "a.wasm"\r\n', add),
      'instances.a = "a.wasm"\r\ninstances.log = "log/log.wasm"\r\n',
    );
  });

  it('creates the first table of a plan', () => {
    assert.equal(edited('', add), '[instances]\nlog = "log/log.wasm"\n');
    assert.equal(edited('[instances]', add), '[instances]\nlog = "log/log.wasm"');
  });

  it('is refused if the name is in use', () => {
    assert.deepEqual(refusal('[instances]\nlog = "x.wasm"\n', add), {
      refused: 'there is an instance “log” already',
    });
  });
});

describe('removing an instance', () => {
  it('removes its tables, wires and exports, and keeps other comments', () => {
    const text = `exports = [
  "app", # all of it
  "auth",
]
# who signs in
[instances.auth]
component = "a.wasm"

[instances.auth.imports]
"t:log/sink" = "log"

# the program
[instances.app]
component = "app.wasm"
imports = { "t:auth/verify" = "auth", "t:log/sink" = { instance = "log", export = "t:own/out" } }
`;
    assert.equal(
      edited(text, { kind: 'remove', instance: 'auth' }),
      `exports = [
  "app", # all of it
]
# who signs in

# the program
[instances.app]
component = "app.wasm"
imports = { "t:log/sink" = { instance = "log", export = "t:own/out" } }
`,
    );
  });

  it('removes an empty exports table, so that exports go by name again', () => {
    const text = '[instances]\na = "a.wasm"\nb = "b.wasm"\n\n[exports]\nrun = "b"\n';
    assert.equal(edited(text, { kind: 'remove', instance: 'b' }), '[instances]\na = "a.wasm"\n');
  });
});

describe('renaming an instance', () => {
  it('renames all references, and nothing else with the same name', () => {
    const text = `[component.auth]
path = "auth"
imports = { auth = { component = "log", export = "auth" } }

[component.log] # auth
path = "log"
imports."t:auth/verify" = "auth"

[component.other]
path = "o"
[component.other.imports]
x = {component="auth",  export = "auth"} # kept

[exports]
auth = { instance = "auth", export = "auth" }
`;
    const expected = text
      .replace('[component.auth]', '[component.login]')
      .replace('verify" = "auth"', 'verify" = "login"')
      .replace('{component="auth",', '{component="login",')
      .replace('{ instance = "auth"', '{ instance = "login"');
    assert.equal(edited(text, { kind: 'rename', instance: 'auth', to: 'login' }), expected);
    assert.deepEqual(refusal(text, { kind: 'rename', instance: 'auth', to: 'log' }), {
      refused: 'there is an instance “log” already',
    });
  });
});

describe('a wire', () => {
  it('turns an instance that is only a path into a table', () => {
    const text = '[instances]\nauth = "a.wasm"\napp = "app.wasm" # the program\n';
    const wired = edited(text, wire('app', 't:auth/verify@0.1.0', { instance: 'auth' }));
    assert.equal(
      wired,
      text.replace('"app.wasm"', '{ component = "app.wasm", imports = { "t:auth/verify@0.1.0" = "auth" } }'),
    );
    assert.equal(
      edited(wired, wire('app', 'run', false)),
      wired.replace('"auth" }', '"auth", run = false }'),
    );
  });

  it('is added to the existing imports, in the form of the plan', () => {
    const text =
      '[component.app]\npath = "app.wasm"\n\n# where the rest comes from\n[component.b]\npath = "b.wasm"\n';
    const from = { instance: 'b', export: 't:own/out' };
    const once = edited(text, wire('app', 't:log/sink', from));
    assert.equal(
      once,
      text.replace(
        'path = "app.wasm"\n',
        'path = "app.wasm"\n\n[component.app.imports]\n"t:log/sink" = { component = "b", export = "t:own/out" }\n',
      ),
    );
    assert.equal(
      edited(once, wire('app', 'x', { instance: 'b' })),
      once.replace('"t:own/out" }\n', '"t:own/out" }\nx = "b"\n'),
    );
  });

  it('replaces the entry of its import, with or without a version, and can be removed completely', () => {
    const text =
      '[instances.app]\ncomponent = "app.wasm"\n[instances.app.imports]\n"t:a/b" = "x" # why\nz = false\n';
    const name = 't:a/b@0.1.0';
    assert.equal(edited(text, wire('app', name, { instance: 'y' })), text.replace('"x" #', '"y" #'));
    assert.equal(edited(text, wire('app', name, undefined)), text.replace('"t:a/b" = "x" # why\n', ''));
  });
});

describe('exports', () => {
  it('replaces an array without elements', () => {
    const text = edited('exports = [] # none\n', {
      kind: 'export',
      name: 'run',
      from: { instance: 'app' },
    });
    assert.equal(text, 'exports = { run = "app" } # none\n');
  });

  it('can be added, changed and removed one by one', () => {
    const text = '[instances]\na = "a.wasm"\n';
    const one = edited(text, { kind: 'export', name: 'run', from: { instance: 'a' } });
    assert.equal(one, `${text}\n[exports]\nrun = "a"\n`);
    const two = edited(one, { kind: 'export', name: 't:x/y', from: { instance: 'a', export: 'run' } });
    assert.equal(two, `${one}"t:x/y" = { instance = "a", export = "run" }\n`);
    assert.equal(edited(two, { kind: 'export', name: 't:x/y', from: undefined }), one);
    assert.equal(edited(one, { kind: 'export', name: 'run', from: undefined }), text);
  });

  it('can be whole instances, or go by name', () => {
    const text = '# plan\n\n[instances]\na = "a.wasm"\n';
    const all = edited(text, { kind: 'export-all', instances: ['a'] });
    assert.equal(all, `exports = ["a"]\n\n${text}`);
    assert.equal(edited(all, { kind: 'export-all', instances: 'unused' }), text);
    assert.deepEqual(refusal(all, { kind: 'export', name: 'run', from: { instance: 'a' } }), {
      refused: 'the plan exports whole instances; single exports are a table under [exports]',
    });
  });
});
