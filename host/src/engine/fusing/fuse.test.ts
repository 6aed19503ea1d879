import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { before, describe, it } from 'node:test';
import { sectionsOf } from '../../../../server/src/binary/sections.ts';
import { sha256 } from '../../base/files.ts';
import { onNewerNode } from '../../testing/on-newer-node.ts';
import { fuse } from './fuse.ts';
import type { Program } from '../instantiate.ts';
import { assembleBytes, programOf, readWat } from '../testing/instantiate-wat.ts';

interface Disposable {
  [Symbol.dispose](): void;
}

interface Exports {
  readonly 't:p/made': {
    make(x: number): Disposable;
    get(it: Disposable): number;
    take(it: Disposable): number;
    dropped(): number;
  };
  readonly 't:p/used': {
    swap(a: Disposable, b: Disposable): [Disposable, Disposable];
    peek(all: readonly Disposable[]): number;
    hold(it: Disposable): number;
    destroy(it: Disposable): number;
    lend(h: H, it: Disposable): number;
    holdH(h: H): number;
    through(h: H): H;
  };
}

/** A resource of the host. */
class H {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
}

const imports = () => ({
  't:p/host': { H, make: (x: number) => new H(x), value: (h: H) => h.x + 1, dropped: () => 0 },
});

const COMPONENT = 4;
/** The second component in it exports resources and imports one. */
const GRAPH = '../../../../toolkit/fuse/tests/graphs/exported.wat';

const NAME = 'a fused component that exports a resource';

/** Unfused, jco's script confuses the handles of the two instances: the expected result is wasmtime's. */
onNewerNode(NAME, () => {
  describe(NAME, () => {
    let program: Program;
    before(async () => {
      const whole = await assembleBytes(await readWat(GRAPH));
      const inside = [...sectionsOf(whole)].filter(({ id }) => id === COMPONENT);
      const { bytes, fusing } = await fuse(inside[1]!.contents, { inlines: true });
      assert.ok(!('reasons' in fusing), JSON.stringify(fusing));
      const path = join(tmpdir(), `wit-studio-${sha256(bytes).slice(0, 16)}.wasm`);
      await writeFile(path, bytes);
      program = await programOf(path);
    });
    const start = async (): Promise<Exports> => (await program(imports())) as unknown as Exports;

    it('returns an own handle and takes a borrow', async () => {
      const { 't:p/made': made } = await start();
      const it = made.make(6);
      assert.deepEqual([made.get(it), made.get(it)], [7, 7]);
    });

    it('takes an owner once, without dropping it', async () => {
      const { 't:p/made': made } = await start();
      const it = made.make(9);
      assert.equal(made.take(it), 1009);
      assert.equal(made.dropped(), 0);
      assert.throws(() => made.take(it));
    });

    it('has its destructor called when the host drops an owner', async () => {
      const { 't:p/made': made } = await start();
      made.make(0)[Symbol.dispose]();
      made.make(7)[Symbol.dispose]();
      assert.equal(made.dropped(), 207);
    });

    it('passes owners from one instance to another through the host', async () => {
      const { 't:p/made': made, 't:p/used': used } = await start();
      const [b, a] = used.swap(made.make(2), made.make(3));
      assert.deepEqual([made.get(b), made.get(a)], [4, 3]);
      used.destroy(a);
      assert.deepEqual([made.dropped(), made.get(b)], [102, 4]);
    });

    it('borrows in a list', async () => {
      const { 't:p/made': made, 't:p/used': used } = await start();
      const [a, b] = [made.make(4), made.make(5)];
      assert.deepEqual([used.peek([a, b]), used.peek([b, a]), made.get(a)], [5, 6, 5]);
    });

    it('borrows and returns a handle of the host', async () => {
      const { 't:p/made': made, 't:p/used': used } = await start();
      const [h, it] = [new H(20), made.make(300)];
      assert.deepEqual([used.lend(h, it), used.lend(h, it)], [322, 322]);
      assert.equal(used.through(used.through(h)).x, 20);
    });

    it('traps when a borrow outlives its call', async () => {
      const { 't:p/made': made, 't:p/used': used } = await start();
      const it = made.make(1);
      assert.throws(() => used.hold(it), WebAssembly.RuntimeError);
    });

    it("traps when a borrow of the host's outlives its call", async () => {
      const { 't:p/used': used } = await start();
      assert.throws(() => used.holdH(new H(1)), WebAssembly.RuntimeError);
    });
  });
});
