import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { runTests } from '../../build/tests/run-tests.ts';
import { FUNCTIONS, RESOURCES, VALUES, built, newComponents } from '../testing/new-components.ts';

const { invoke, root, start, remove } = await newComponents();
after(remove);

/** The folder of a component that exports each kind of value. */
const values = (name: string): Promise<string> => of(VALUES, name);

async function of(text: string, name: string): Promise<string> {
  const wit = join(root, `${name}-wit`);
  await mkdir(wit);
  await writeFile(join(wit, 'a.wit'), text);
  return start(name, 'go', { kind: 'package', wit });
}

it('a new component in Go has a function for each of its world, with the smallest value of its types', async () => {
  const folder = await values('written');
  const store = await readFile(join(folder, 'export_demo_values_store/main.go'), 'utf8');
  assert.ok(
    store.startsWith(
      'package export_demo_values_store\n\nimport (\n\t"component/written/demo_values_kinds"\n',
    ),
  );
  for (const line of [
    '// Finds one.\nfunc Find(name string, type_ rune) witTypes.Result[demo_values_kinds.Item, string] {',
    'func Near(to witTypes.Option[demo_values_store.Point]) witTypes.Result[witTypes.Unit, demo_values_kinds.Shape] {',
    'func Delete(which witTypes.Tuple2[uint8, int64], lines []string) demo_values_kinds.Rights {\n\treturn 0\n}',
    'func All(string_ string) demo_values_kinds.Items {\n\treturn []demo_values_kinds.Item{}\n}',
  ])
    assert.ok(store.includes(line), line);
  const own = await readFile(join(folder, 'export_wit_world/main.go'), 'utf8');
  assert.ok(
    own.includes(
      'func DescribeIt(item demo_values_kinds.Item, level demo_values_kinds.Level) (string, witTypes.Option[bool]) {',
    ),
  );
  assert.ok(own.includes('func Reset() {\n}'));
  const test = await readFile(join(folder, 'export_wit_world/main_test.go'), 'utf8');
  assert.ok(test.includes('\tvalue0, value1 := DescribeIt(demo_values_kinds.Item{Name: ""'));
});

it('a new component in Go has a type for each resource that it exports, with its functions', async () => {
  const folder = await of(RESOURCES, 'lent');
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  const carts = await text('export_demo_shop_carts/main.go');
  for (const line of [
    'type Cart struct {\n\tpinner runtime.Pinner\n\thandle int32\n}',
    'func (self *Cart) OnDrop() {\n}',
    'func MakeCart(owner string) *Cart {\n\treturn &Cart{}\n}',
    'func (self *Cart) Add(item string, count uint32) witTypes.Result[uint32, string] {',
    'func CartMerge(a *Cart, b *Cart) *Cart {\n\treturn &Cart{}\n}',
    'func Both(of Pair) (*Mine, uint32) {\n\treturn &Cart{}, 0\n}',
    'func Order(of *Cart) witTypes.Result[*OpenOrder, string] {',
  ])
    assert.ok(carts.includes(line), `${line}\n\n${carts}`);
  const desk = await text('export_demo_shop_desk/main.go');
  assert.ok(desk.includes('func Pay(of *export_demo_shop_carts.Cart) uint32 {'), desk);
  assert.match(await text('export_demo_shop_carts/main_test.go'), /value := MakeCart\(""\)/);
});

/** `scripts/e2e/starts.test.ts` needs it, and says so where it is missing. */
const hasGo = spawnSync('go', ['version']).status === 0;

describe('a new component in Go', { timeout: 600_000 }, () => {
  if (!hasGo) return;

  it('of each kind of value builds, runs and has a test that passes, or fails when it is wrong', async () => {
    const folder = await values('everything');
    const component = await built(folder);
    assert.equal(await invoke(component, 'is-open()'), 'false');
    assert.equal(await invoke(component, 'go-here({})'), '{:}');
    assert.equal(await invoke(component, 'all("x")'), '[]');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    const main = join(folder, 'export_wit_world/main.go');
    await writeFile(main, (await readFile(main, 'utf8')).replace('return "", ', 'return "x", '));
    assert.equal(await runTests(folder, { output: 'ignore' }), 1);
  });

  it('of resources builds, runs and has a test that passes', async () => {
    const folder = await of(RESOURCES, 'shop');
    const component = await built(folder);
    assert.equal(await invoke(component, 'begin()'), 'own<open-order>');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });

  for (const text of process.env['EXHAUSTIVE'] ? FUNCTIONS : FUNCTIONS.slice(0, 1))
    it(`of ${text} builds, and has a test that passes`, async () => {
      const name = `go-${text.split(':')[0]}`;
      const folder = await start(name, 'go', { kind: 'function', function: text });
      await built(folder);
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    });
});
