import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ComposeResult } from '../protocol.ts';
import { exporter, importer } from './testing/components.ts';
import { folderWith } from './testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const parts = { 'math.wasm': exporter(), 'app.wasm': importer() };
const wiresOf = ({ wires }: ComposeResult) =>
  wires.map(({ from, to, interface: name }) => `${from} -> ${to}: ${name}`);

async function composed(config: string, files: Record<string, string> = parts, root?: string) {
  await using folder = await folderWith({ ...files, 'compose.yml': config });
  const result = await folder.compose({ plan: 'compose.yml', ...(root !== undefined && { root }) });
  return { wires: wiresOf(result), imports: result.imports, exports: result.exports };
}

async function problemsOf(config: string, files: Record<string, string> = parts, root = 'app.wasm') {
  await using folder = await folderWith({ ...files, 'compose.yml': config });
  const problem = await folder.problemOf({ plan: 'compose.yml', root });
  const all = problem.findings ?? [problem];
  return all.map(({ code, at }) => {
    const line = config.split('\n')[at?.start.line ?? 0] ?? '';
    return [code, line.slice(at?.start.character, at?.end.character)];
  });
}

/** The ways to say that `math` fills what `app` imports. */
const ways: Readonly<Record<string, string>> = {
  'a dependency alone, by what it exports': 'dependencies:\n  math: math.wasm\n',
  'a dependency with its path': 'dependencies: { math: { path: ./math.wasm } }\n',
  'an argument': `instantiations:\n  root:\n    arguments:\n      ${OPS}: math\n`,
  'an argument with its export': `instantiations:\n  root:\n    arguments:\n      ${OPS}: { instance: math, export: "${OPS}" }\n`,
  'a definition': 'definitions: [math.wasm]\n',
};

describe('a configuration of wasm-tools compose', () => {
  for (const [name, config] of Object.entries(ways)) {
    it(`wires by ${name}`, async () => {
      const { wires, imports, exports } = await composed(config, parts, 'app.wasm');
      assert.deepEqual(wires, [`math -> root: ${OPS}`]);
      assert.deepEqual([imports, exports], [[], ['run']]);
    });
  }

  it('may name its root, or default to the file beside it', async () => {
    const named = await composed('dependencies: { root: app.wasm, math: math.wasm }\n');
    const found = await composed('definitions: [math.wasm]\n', { ...parts, 'root.wasm': importer() });
    assert.deepEqual([named.wires, found.wires], [[`math -> root: ${OPS}`], [`math -> root: ${OPS}`]]);
  });

  it('finds dependencies in its search paths, and instantiates one several times', async () => {
    const config = `search-paths: [parts]
dependencies:
  leaf: math.wasm
instantiations:
  root:
    dependency: layer
    arguments: { "t:web/handler": inner }
  inner:
    dependency: layer
    arguments:
      t:web/handler:
        instance: leaf
`;
    const layer = `(component (import "t:web/handler" (instance $next (export "handle" (func (param "x" u32) (result u32)))))
      (export "t:web/handler" (instance $next)))`;
    const files = { 'math.wasm': exporter('t:web/handler', 'handle'), 'parts/layer.wasm': layer };
    const { wires } = await composed(config, files);
    assert.deepEqual(wires, ['inner -> root: t:web/handler', 'leaf -> inner: t:web/handler']);
  });

  it('wires the only interface with matching functions when an argument names no export', async () => {
    const files = { 'math.wasm': exporter('my:own/ops'), 'app.wasm': importer() };
    const config = `instantiations: { root: { arguments: { "${OPS}": math } } }\n`;
    assert.deepEqual((await composed(config, files, 'app.wasm')).wires, [`math -> root: ${OPS}`]);
  });

  it('has all errors reported at their places', async () => {
    const config = `dependancies: { math: math.wasm }
skip-validation: maybe
import-components: true
instantiations:
  root:
    arguments: { "t:math/opps": math, other: { export: x } }
  b:
    dependency: nowhere
`;
    assert.deepEqual(await problemsOf(config), [
      ['plan-key', 'dependancies'],
      ['plan-value', 'maybe'],
      ['plan-value', 'true'],
      ['unknown-import', '"t:math/opps"'],
      ['unknown-import', 'other'],
      ['plan-value', '{ export: x }'],
      ['component-unreadable', 'nowhere'],
    ]);
  });

  it('may forbid open imports', async () => {
    const config = 'disallow-imports: true\ndependencies: { other: other.wasm }\n';
    const files = { 'app.wasm': importer(), 'other.wasm': exporter('t:other/ops') };
    const problems = await problemsOf(config, files);
    assert.deepEqual(
      problems.map(([code]) => code),
      ['import-open'],
    );
    const closed = await composed('disallow-imports: true\ndefinitions: [math.wasm]\n', parts, 'app.wasm');
    assert.deepEqual(closed.imports, []);
  });

  it('is refused when it is not YAML or has no root', async () => {
    assert.deepEqual(await problemsOf('dependencies: { math: [ }\n'), [['plan-syntax', '}']]);
    await using folder = await folderWith({ ...parts, 'compose.yml': 'definitions: [math.wasm]\n' });
    assert.equal((await folder.problemOf({ plan: 'compose.yml' })).code, 'plan-root');
  });
});
