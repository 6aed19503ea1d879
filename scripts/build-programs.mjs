// Builds the Rust guests of the tests (test-fixtures/programs), each into the .wasm beside its Cargo.toml. They are
// committed so that tests need no Rust. Needs the target wasm32-wasip2.
// usage: node scripts/build-programs.mjs
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathRemappings } from './lib/path-remappings.mjs';

const programs = 'test-fixtures/programs';
const target = 'wasm32-wasip2';
const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: pathRemappings().join('\x1f') };

for (const { name } of readdirSync(programs, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
)) {
  const cwd = join(programs, name);
  execFileSync('cargo', ['build', '--locked', '--release', '--target', target], {
    cwd,
    env,
    stdio: 'inherit',
  });
  copyFileSync(join(cwd, 'target', target, 'release', `${name}.wasm`), join(cwd, `${name}.wasm`));
}
