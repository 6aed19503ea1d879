import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { fuse } from '../../host/src/engine/fuse.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { figures, heading, ratio, row, time } from './measure.ts';

/** A component, one that calls it in a loop, and how often: about a second of calls. */
interface Case {
  readonly name: string;
  readonly callee: string;
  readonly imports: string;
  readonly lowered: string;
  readonly call: string;
  readonly times: number;
}

const memory = `(core module $memory (memory (export "memory") 4)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 65536)))
  (core instance $memory (instantiate $memory))`;
const options = '(memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))';

const echo = (name: string, type: string, size: number, times: number): Case => ({
  name,
  callee: `${memory}
    (core module $m (import "m" "memory" (memory 4))
      (func (export "f") (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16)))
    (core instance $i (instantiate $m (with "m" (instance $memory))))
    (func (export "f") (param "x" ${type}) (result ${type}) (canon lift (core func $i "f") ${options}))`,
  imports: `(import "f" (func $f (param "x" ${type}) (result ${type})))`,
  lowered: `${memory} (core func $f (canon lower (func $f) ${options}))`,
  call: `(import "" "f" (func $f (param i32 i32 i32)))
    (func $once (call $f (i32.const 1024) (i32.const ${size}) (i32.const 16)))`,
  times,
});

const cases: readonly Case[] = [
  {
    name: 'add(u32, u32)',
    callee: `(core module $m (func (export "f") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
      (core instance $i (instantiate $m))
      (func (export "f") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "f")))`,
    imports: '(import "f" (func $f (param "a" u32) (param "b" u32) (result u32)))',
    lowered: '(core func $f (canon lower (func $f)))',
    call: `(import "" "f" (func $f (param i32 i32) (result i32)))
      (global $sum (mut i32) (i32.const 0))
      (func $once (global.set $sum (call $f (global.get $sum) (i32.const 3))))`,
    times: 50_000_000,
  },
  echo('string -> string, 16 bytes', 'string', 16, 5_000_000),
  echo('list<u8> -> list<u8>, 1 KB', '(list u8)', 1024, 200_000),
];

const composed = ({ callee, imports, lowered, call }: Case) => `(component
  (component $callee ${callee})
  (component $caller ${imports} ${lowered}
    (core module $m ${call}
      (func (export "run") (param i32)
        (loop $next (call $once)
          (br_if $next (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
    (func (export "run") (param "times" u32) (canon lift (core func $i "run"))))
  (instance $callee (instantiate $callee))
  (instance $caller (instantiate $caller (with "f" (func $callee "f"))))
  (export "run" (func $caller "run")))`;

/** What fusing is worth in wasmtime, a call at a time, without its start. */
export async function benchFuse(): Promise<void> {
  if (wasmtime.path === '') return;
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  try {
    for (const each of cases) await benchCase(each, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchCase(each: Case, folder: string): Promise<void> {
  const bytes = await parse(composed(each));
  const { bytes: fused, fusing } = await fuse(bytes);
  if ('reasons' in fusing) throw new Error(fusing.reasons.join('; '));
  const [plainPath, fusedPath] = [join(folder, 'plain.wasm'), join(folder, 'fused.wasm')];
  writeFileSync(plainPath, bytes);
  writeFileSync(fusedPath, fused);
  heading(`${each.name}, ${each.times} calls in wasmtime`);
  const [plain, other, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < 5; round++) {
    const [before, behind] = [await calls(plainPath, each.times), await calls(fusedPath, each.times)];
    plain.push(before);
    other.push(behind);
    ratios.push(behind / before);
  }
  row('plain', figures(plain));
  row('fused', figures(other));
  ratio('fused / plain', figures(ratios).p50);
}

async function calls(component: string, times: number): Promise<number> {
  const run = (count: number) => () => {
    const { status, stderr } = spawnSync(wasmtime.path, ['run', '--invoke', `run(${count})`, component], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  };
  const once = await time(run(1));
  return Math.max((await time(run(times))) - once, 0.001);
}
