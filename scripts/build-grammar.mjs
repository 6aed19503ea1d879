// Generates the tree-sitter parser and its .wasm from grammar.js. Wants the tree-sitter command (0.27),
// clang 19 with a wasm linker, wasi-libc's headers, and binaryen's wasm-opt; says which is missing.
//   Debian: apt-get install clang-19 lld-19 wasi-libc    cargo install tree-sitter-cli --version 0.27.1 --no-default-features
//   npm install --no-save binaryen@132.0.0
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generated } from './lib/generated-grammar.mjs';

const grammar = 'grammars/tree-sitter-wit';
const clang = process.env.CLANG ?? '/usr/lib/llvm-19/bin/clang';
const headers = process.env.WASI_INCLUDE ?? '/usr/include/wasm32-wasi';

function need(path, what) {
  if (existsSync(path)) return path;
  console.error(`${what} is missing (${path}); the head of scripts/build-grammar.mjs says how to get it`);
  process.exit(1);
}

function wasmOpt() {
  try {
    return createRequire(import.meta.url).resolve('binaryen/bin/wasm-opt');
  } catch {
    return need('node_modules/binaryen/bin/wasm-opt', 'binaryen');
  }
}

/** A folder with one command in bin/, as tree-sitter looks for its tools. */
function tool(folder, name, body) {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/bash\n${body}\n`);
  chmodSync(path, 0o755);
  return folder;
}

const work = mkdtempSync(join(tmpdir(), 'build-grammar-'));
try {
  // The system's clang knows neither the SDK's own flag nor where wasi-libc is.
  const sdk = tool(
    join(work, 'sdk'),
    'clang',
    `args=(); for a in "$@"; do [ "$a" = --no-wasm-opt ] || args+=("$a"); done
exec ${need(clang, 'clang')} -nostdlibinc -isystem ${need(headers, 'wasi-libc')} "\${args[@]}"`,
  );
  const binaryen = tool(join(work, 'binaryen'), 'wasm-opt', `exec node ${wasmOpt()} "$@"`);
  const env = { ...process.env, TREE_SITTER_WASI_SDK_PATH: sdk, TREE_SITTER_BINARYEN_PATH: binaryen };
  const options = { cwd: grammar, env, stdio: 'inherit' };
  execFileSync('tree-sitter', ['generate'], options);
  execFileSync('tree-sitter', ['build', '--wasm', '-o', 'tree-sitter-wit.wasm', '.'], options);
  chmodSync(join(grammar, 'tree-sitter-wit.wasm'), 0o644);
  writeFileSync(join(grammar, 'generated.json'), `${JSON.stringify(generated(), undefined, 2)}\n`);
} finally {
  rmSync(work, { recursive: true });
}
