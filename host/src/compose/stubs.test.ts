import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { storage } from '../engine/testing/instantiate-wat.ts';
import { callerInProcess } from '../run/testing/in-process.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import { folderWith, type Folder } from './testing/folder.ts';
import { caller, plan } from './testing/stubbed.ts';

/** Exports a function that returns a value of its environment. */
const asking = `(component
  (type $pairs (list (tuple string string)))
  (import "wasi:cli/environment@0.2.6" (instance $cli
    (type $pairs (list (tuple string string)))
    (export "get-environment" (func (result $pairs)))))
  (import "wasi:config/store@0.2.0-rc.1" (instance $config
    (type $error (variant (case "upstream" string) (case "io" string)))
    (export "error" (type $e (eq $error)))
    (type $text (option string))
    (type $one (result $text (error $e)))
    (type $pairs (list (tuple string string)))
    (type $all (result $pairs (error $e)))
    (export "get" (func (param "key" string) (result $one)))
    (export "get-all" (func (result $all)))))
  (core module $mem (memory (export "memory") 1)
    (global $at (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $r i32)
      (local.set $r (i32.and (i32.add (global.get $at) (i32.const 7)) (i32.const -8)))
      (global.set $at (i32.add (local.get $r) (local.get 3))) (local.get $r)))
  (core instance $m (instantiate $mem))
  (alias export $config "get" (func $get))
  (core func $lowered (canon lower (func $get) (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (core module $code
    (import "" "memory" (memory 1))
    (import "" "get" (func $get (param i32 i32 i32)))
    (func (export "of") (param i32 i32) (result i32)
      (call $get (local.get 0) (local.get 1) (i32.const 8))
      ;; ok and some, and how long
      (if (result i32) (i32.and (i32.eqz (i32.load8_u (i32.const 8))) (i32.load8_u (i32.const 12)))
        (then (i32.load (i32.const 20))) (else (i32.const -1)))))
  (core instance $i (instantiate $code (with "" (instance
    (export "memory" (memory $m "memory")) (export "get" (func $lowered))))))
  (func $length (param "key" string) (result s32)
    (canon lift (core func $i "of") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (export "length-of" (func $length))
  (alias export $cli "get-environment" (func $env)) (export "env" (func $env)))`;

/** Reads once from a stream parameter and returns a stream; 1 is the status of a read from a closed stream. */
const streaming = `(component
  (type $bytes (stream u8))
  (import "t:s/pipes@1.0.0" (instance $pipes
    (type $b (stream u8))
    (export "listen" (func (result $b)))
    (export "talk" (func (param "words" $b) (result u32)))))
  (core func $listen (canon lower (func $pipes "listen")))
  (core func $talk (canon lower (func $pipes "talk")))
  (core module $mem (memory (export "memory") 1))
  (core instance $m (instantiate $mem))
  (core func $new (canon stream.new $bytes))
  (core func $read (canon stream.read $bytes async (memory (core memory $m "memory"))))
  (core func $write (canon stream.write $bytes async (memory (core memory $m "memory"))))
  (core module $code
    (import "" "listen" (func $listen (result i32)))
    (import "" "talk" (func $talk (param i32) (result i32)))
    (import "" "new" (func $new (result i64)))
    (import "" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "" "write" (func $write (param i32 i32 i32) (result i32)))
    (func (export "read") (result i32) (call $read (call $listen) (i32.const 8) (i32.const 4)))
    (func (export "written") (result i32) (local $pair i64)
      (local.set $pair (call $new))
      (if (i32.ne (call $talk (i32.wrap_i64 (local.get $pair))) (i32.const 7)) (then (unreachable)))
      (call $write (i32.wrap_i64 (i64.shr_u (local.get $pair) (i64.const 32))) (i32.const 8) (i32.const 4))))
  (core instance $i (instantiate $code (with "" (instance
    (export "listen" (func $listen)) (export "talk" (func $talk)) (export "new" (func $new))
    (export "read" (func $read)) (export "write" (func $write))))))
  (func $read-one (result u32) (canon lift (core func $i "read"))) (export "read" (func $read-one))
  (func $written (result u32) (canon lift (core func $i "written"))) (export "written" (func $written)))`;

function inWasmtime(folder: Folder, invoke: string): string {
  const args = ['run', '--invoke', invoke, `${folder.path}/composed.wasm`];
  const { stdout, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
  return stdout.trim() || stderr;
}

/** A composition without imports, and its result, here and in wasmtime. */
function answers(
  name: string,
  files: () => Promise<Record<string, string>>,
  calls: Readonly<Record<string, string>>,
) {
  describe(name, () => {
    let folder: Folder;
    before(async () => {
      folder = await folderWith(await files());
      const { imports } = await folder.compose({ plan: 'composition.toml', out: 'composed.wasm' });
      assert.deepEqual(imports, []);
    });
    after(() => folder[Symbol.asyncDispose]());
    it('returns the value of the stub here', async () => {
      const answerOf = await callerInProcess(`${folder.path}/composed.wasm`, storage);
      for (const [call, value] of Object.entries(calls)) assert.equal(await answerOf(call), value, call);
    });
    it('returns the value of the stub in wasmtime', { skip: wasmtime.missing }, () => {
      for (const [call, value] of Object.entries(calls)) assert.equal(inWasmtime(folder, call), value, call);
    });
  });
}

answers(
  'a stub without answers',
  async () => ({
    'app.wasm': caller,
    'composition.toml': plan(`desk = { stub = true }\ngreet = { stub = true }`),
  }),
  {
    'count("x", 1)': '0',
    'words()': '[]',
    'find("x")': 'ok(none)',
    'pair(true, 1.5)': '(0, 0)',
    'greeting("Ada")': '""',
  },
);

answers(
  'a stub with answers, in the form of tutorials',
  async () => ({
    'app.wasm': caller,
    'composition.toml': `[component.app]
path = "app.wasm"
[component.app.imports]
greet = { stub = '"hello"' }
[component.app.imports.desk.stub]
'count("a\\nb", -3)' = 4
'count("a", -3)' = 5
count = 6
words = '["one", "two", "drei ✓"]'
'find("key")' = 'ok(some("value"))'
'find("")' = 'err(7)'
pair = '(-1, 18446744073709551615)'
'pair(true, 0.5)' = '(1, 2)'
letter = "'✓'"
`,
  }),
  {
    'count("a\\nb", -3)': '4',
    'count("a", -3)': '5',
    'count("a", 3)': '6',
    'count("ab", -3)': '6',
    'words()': '["one", "two", "drei ✓"]',
    'find("key")': 'ok(some("value"))',
    'find("")': 'err(7)',
    'find("kez")': 'ok(none)',
    'pair(true, 0.5)': '(1, 2)',
    'pair(false, 0.5)': '(-1, 18446744073709551615)',
    'letter()': "'✓'",
    'greeting("Ada")': '"hello"',
  },
);

answers(
  'a stub with resources, which two interfaces share',
  async () => ({
    'app.wasm': await readFile(new URL('testing/top.wat', import.meta.url), 'utf8'),
    'composition.toml': plan(`boxes = { stub = { "box.get" = 5 } }\nparcels = { stub = { read = 7 } }`),
  }),
  { 'run(5)': String((7 + 5) * 2 + 7) },
);

answers(
  'an environment and a configuration',
  async () => ({
    'app.wasm': asking,
    'composition.toml': `[instances.app]
component = "app.wasm"
env = { HOME = "/home", QUOTE = "say \\"hi\\"" }
config = { greeting = "hello", "a key" = "" }
`,
  }),
  {
    'env()': '[("HOME", "/home"), ("QUOTE", "say \\"hi\\"")]',
    'length-of("greeting")': '5',
    'length-of("a key")': '0',
    'length-of("else")': '-1',
  },
);

// As compilers of Rust and C make them: functions that nothing calls are not imported.
answers(
  'a configuration of a component that imports only a part of the interface',
  async () => ({
    'app.wasm': asking.replace('\n    (export "get-all" (func (result $all)))', ''),
    'composition.toml': `[instances.app]
component = "app.wasm"
env = {}
config = { greeting = "hello" }
`,
  }),
  { 'length-of("greeting")': '5', 'length-of("else")': '-1' },
);

// The oldest Node.js that runs these tests cannot run streams.
it(
  'a stub with streams gives those that are over, and drops those that it gets',
  { skip: wasmtime.missing },
  async () => {
    await using folder = await folderWith({
      'app.wasm': streaming,
      'composition.toml': plan(`pipes = { stub = { talk = 7 } }`),
    });
    await folder.compose({ plan: 'composition.toml', out: 'composed.wasm' });
    assert.deepEqual([inWasmtime(folder, 'read()'), inWasmtime(folder, 'written()')], ['1', '1']);
  },
);
