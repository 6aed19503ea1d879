/** The tests of WebAssembly/component-model, a checkout: each .wast is a case. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import type { Miss, Result } from './outcome.ts';

/** The syntax of references before 2026. */
const READS_OLDER_TEXT = { WAST_STRICT_COMPONENT_INDICES: '0' };

const FOLDERS = ['values', 'resources', 'linking', 'async'];

/** @param fuses whether each component that can be is fused before it runs here */
export function* componentModel(checkout: string, fuses = false): Generator<Result> {
  for (const folder of FOLDERS) yield* wastCases(join(checkout, 'test', folder), folder, fuses);
}

/** Each .wast of a folder. */
export function* wastCases(path: string, label: string, fuses = false): Generator<Result> {
  const convert = converter();
  const files = readdirSync(path).filter((name) => name.endsWith('.wast'));
  for (const file of files.sort()) {
    const script = join(path, file);
    yield {
      name: `${label}/${basename(file, '.wast')}`,
      ours: here(script, convert, fuses),
      wasmtime: there(script),
    };
  }
}

/** Builds the program of json-from-wast/. */
function converter(): string {
  const manifest = fileURLToPath(new URL('json-from-wast/Cargo.toml', import.meta.url));
  const args = ['build', '--quiet', '--message-format=json', '--manifest-path', manifest];
  const messages = execFileSync('cargo', args, { encoding: 'utf8', maxBuffer: 1e8 }).trim().split('\n');
  const built = messages.map((line) => JSON.parse(line) as { executable?: string | null });
  return built.find(({ executable }) => executable)!.executable!;
}

function here(path: string, convert: string, fuses: boolean): Miss {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const program = fileURLToPath(new URL('run-wast.ts', import.meta.url));
  try {
    execFileSync(convert, [path, folder], { stdio: 'pipe', env: { ...process.env, ...READS_OLDER_TEXT } });
    const args = ['--import', 'tsx', program, folder, ...(fuses ? ['--fused'] : [])];
    const printed = execFileSync(process.execPath, args, {
      stdio: 'pipe',
      encoding: 'utf8',
      timeout: 120_000,
    });
    const misses = JSON.parse(printed) as string[];
    return misses.length === 0 ? undefined : misses.join('\n');
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error).trim() || String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function there(path: string): Miss {
  const flags = [
    'async',
    'more-async-builtins',
    'async-stackful',
    'error-context',
    'threading',
    'fixed-length-lists',
    'map',
    'gc',
  ];
  const features = ['-Wexceptions', ...flags.map((one) => `-Wcomponent-model-${one}`)];
  try {
    execFileSync(wasmtime.path, ['wast', ...features, path], { stdio: 'pipe', timeout: 60_000 });
    return undefined;
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error);
  }
}
