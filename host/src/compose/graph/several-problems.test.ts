import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exporter, importer } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';

const components = { 'math.wasm': exporter(), 'app.wasm': importer() };

/** Code and line of each problem of a plan. */
async function problemsOf(plan: string, files: Record<string, string | Uint8Array> = components) {
  await using folder = await folderWith({ ...files, 'composition.toml': plan });
  const problem = await folder.problemOf({ plan: 'composition.toml' });
  const { findings = [problem], message } = problem;
  return { message, found: findings.map(({ code, at }) => [code, at && at.start.line + 1]) };
}

describe('a plan with several mistakes', () => {
  it('has all of them reported at once, in the order of its lines', async () => {
    const { found, message } = await problemsOf(`[component.app]
path = "app.wasm"
[component.app.imports]
"t:math/op" = { instance = "math", export = "ops" }
"t:math/ops" = { component = "mat" }
[component.math]
paht = "math.wasm"
[component.gone]
path = "gone.wasm"
[component.none]
imports = {}
[export]
run = "app"
go = "app"
`);
    assert.deepEqual(found, [
      ['unknown-import', 4],
      ['plan-key', 4],
      ['unknown-instance', 5],
      ['plan-key', 7],
      ['component-unreadable', 9],
      ['plan-value', 10],
      ['plan-key', 12],
      ['unknown-export', 14],
    ]);
    assert.equal(message, '“app” does not import “t:math/op” (and 7 more)');
  });

  it('is told which of two entries for one import is one too many', async () => {
    const { found, message } = await problemsOf(`exports = ["app"]
[instances]
math = "math.wasm"
[instances.app]
component = "app.wasm"
[instances.app.imports]
"t:math/ops" = "math"
"t:math/ops@0.1.0" = false
`);
    assert.equal(message, 'the plan says twice what fills t:math/ops@0.1.0 of app');
    assert.deepEqual(found, [['import-decided-twice', 8]]);
  });

  it('does not report consequences of another mistake', async () => {
    const { found } = await problemsOf(`exports = ["app", "broken", "gone"]
[instances]
gone = "gone.wasm"
broken = 1
app = { component = "app.wasm", imports = { "t:math/ops" = "broken" } }
`);
    assert.deepEqual(found, [
      ['component-unreadable', 3],
      ['plan-value', 4],
    ]);
  });

  it('has wires of other types reported beside imports with two providers', async () => {
    const files = {
      ...components,
      'other.wasm': importer('t:other/ops@0.1.0', 'other'),
      'wrong.wasm': exporter('t:other/ops@0.1.0', 'double', 'char'),
    };
    const { found } = await problemsOf(
      `[instances]
app = "app.wasm"
one = "math.wasm"
two = "math.wasm"
other = "other.wasm"
wrong = "wrong.wasm"
`,
      files,
    );
    assert.deepEqual(found, [
      ['ambiguous-import', 2],
      ['import-mismatch', 5],
    ]);
  });

  it('has every package of a document reported that is nowhere', async () => {
    await using folder = await folderWith({
      's.wac': 'package t:s;\nlet a = new t:one {};\nlet b = new t:two {};\n',
      'composition.toml': '[packages]\n"t:three" = 3\n',
    });
    const { findings = [] } = await folder.problemOf({ plan: 's.wac' });
    assert.deepEqual(
      findings.map(({ code, at }) => [code, at?.start.line]),
      [
        ['plan-value', 1],
        ['wac-package-missing', 1],
        ['wac-package-missing', 2],
      ],
    );
  });

  it('reads a key of the other form by its meaning there', async () => {
    const keyed = async (plan: string) => {
      await using folder = await folderWith({ ...components, 'composition.toml': plan });
      const { code, help, where } = await folder.problemOf({ plan: 'composition.toml' });
      return [code, where, help];
    };
    const math = '[component.math]\npath = "math.wasm"\n[component.app]\npath = "app.wasm"\n';
    assert.deepEqual(await keyed(`${math}[component.app.imports]\nops = { instance = "math" }\n`), [
      'plan-key',
      'instance',
      'Did you mean “component”?',
    ]);
    assert.deepEqual(
      await keyed(
        '[instances]\nmath = "math.wasm"\napp.component = "app.wasm"\napp.imports.ops.component = "math"\n',
      ),
      ['plan-key', 'component', 'Did you mean “instance”?'],
    );
    assert.deepEqual(await keyed('[instances]\nmath.path = "math.wasm"\n'), [
      'plan-key',
      'path',
      'Did you mean “component”?',
    ]);
  });
});
