import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { needs } from '../../../../server/src/testing/needs.ts';
import { wasiCompiler } from '../../build/c/compiler.ts';
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
  return start(name, 'c', { kind: 'package', wit });
}

it('a new component in C has a function for each of its world, with a value of zeros', async () => {
  const main = await readFile(join(await values('written'), 'src/main.c'), 'utf8');
  assert.ok(main.startsWith('#include "values.h"\n#include <stdlib.h>\n#include <string.h>\n\n'));
  for (const text of [
    `// Finds one.
bool exports_demo_values_store_find(values_string_t *name, uint32_t type, exports_demo_values_store_item_t *ret, values_string_t *err) {
  values_string_free(name);
  memset(ret, 0, sizeof *ret);
  return true;
}`,
    'bool exports_demo_values_store_check(void) {\n  return true;\n}',
    'bool exports_demo_values_store_is_open(void) {\n  return false;\n}',
    'bool extra_first(uint8_t *ret) {\n  return false;\n}',
    'void exports_values_reset(void) {\n}',
  ])
    assert.ok(main.includes(text), `${text}\n\n${main}`);
});

it('a new component in C has a struct for each resource that it exports, with its functions', async () => {
  const main = await readFile(join(await of(RESOURCES, 'lent'), 'src/main.c'), 'utf8');
  for (const text of [
    `struct exports_demo_shop_carts_open_order_t {
  char todo; // replaced by what it has
};

void exports_demo_shop_carts_open_order_destructor(exports_demo_shop_carts_open_order_t *rep) {
  free(rep);
}`,
    `exports_demo_shop_carts_own_cart_t exports_demo_shop_carts_constructor_cart(shop_string_t *owner) {
  shop_string_free(owner);
  return exports_demo_shop_carts_cart_new(calloc(1, sizeof(exports_demo_shop_carts_cart_t)));
}`,
    `bool exports_demo_shop_carts_method_cart_add(exports_demo_shop_carts_cart_t *self, shop_string_t *item, uint32_t count, uint32_t *ret, shop_string_t *err) {
  shop_string_free(item);`,
    `exports_demo_shop_carts_own_cart_t a, exports_demo_shop_carts_borrow_cart_t b) {
  exports_demo_shop_carts_cart_drop_own(a);`,
    `  return exports_demo_shop_carts_open_order_new(`,
  ])
    assert.ok(main.includes(text), `${text}\n\n${main}`);
});

const needsCc = needs(
  spawnSync('cc', ['--version']).status === 0,
  'there is no compiler of C: .ci/run installs it',
);

describe('the first test of a new component in C', { skip: needsCc }, () => {
  it('passes for each kind of value, or fails when a function is wrong', async () => {
    const folder = await values('tested');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    const main = join(folder, 'src/main.c');
    const text = await readFile(main, 'utf8');
    await writeFile(main, text.replace('memset(ret, 0, sizeof *ret);\n}', 'memset(ret, 1, sizeof *ret);\n}'));
    assert.equal(await runTests(folder, { output: 'ignore' }), 1);
  });

  it('passes for a method of a resource, or fails when it is wrong', async () => {
    const folder = await of(RESOURCES, 'method');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    const main = join(folder, 'src/main.c');
    const text = await readFile(main, 'utf8');
    await writeFile(main, text.replace('memset(ret, 0, sizeof *ret);', 'memset(ret, 1, sizeof *ret);'));
    assert.equal(await runTests(folder, { output: 'ignore' }), 1);
  });

  for (const text of FUNCTIONS)
    it(`passes for ${text}`, async () => {
      const name = `c-${text.split(':')[0]}`;
      const folder = await start(name, 'c', { kind: 'function', function: text });
      assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    });
});

/** `scripts/e2e/starts.test.ts` installs one. */
const hasCompiler = (await wasiCompiler(root).catch(() => undefined)) !== undefined;

describe('a new component in C', () => {
  if (!hasCompiler) return;
  it('of resources builds and runs', { timeout: 600_000 }, async () => {
    const component = await built(await of(RESOURCES, 'shop'));
    assert.equal(await invoke(component, 'begin()'), 'own<open-order>');
    assert.equal(await invoke(component, 'size()'), '0');
  });

  it('of each kind of value builds and runs', { timeout: 600_000 }, async () => {
    const component = await built(await values('everything'));
    assert.equal(await invoke(component, 'is-open()'), 'false');
    assert.equal(await invoke(component, 'all("x")'), '[]');
    assert.equal(await invoke(component, 'go-here({})'), '{:}');
  });
});
