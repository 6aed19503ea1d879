import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { checkInput, checkPath, type CheckedPath } from '../../../server/src/node/check-path.ts';
import { fixPath } from '../../../server/src/node/fix-path.ts';
import type { Features, WasmTools, WitSettings } from '../../../server/src/lsp/extensions.ts';
import { github } from '../check-formats/github.ts';
import { json } from '../check-formats/json.ts';
import { sarif } from '../check-formats/sarif.ts';
import { text } from '../check-formats/text.ts';
import type { Reporter } from '../check-formats/report.ts';
import { kindOfPath } from '../readable-path.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio check [OPTIONS] PATH…
       wit-studio check [OPTIONS] -

Checks WIT packages and plans. Each PATH is one package (a folder with its deps/, or a single file) or one plan
(composition.toml or another .toml with instances, a .wac document, a configuration of wasm-tools compose).
The components of a plan are not built. With - the text of a package by itself comes from standard input.
  --format FORMAT     text (default), json, sarif or github
  --fix               first apply unambiguous fixes, and add missing WASI packages to deps/
  --features A,B      enable these @unstable features
  --all-features      enable all of them
  --no-components     downgrade component-only errors to warnings
  --wasm-tools V      follow this version of wasm-tools: 0.263 (default), or 0.259 for versions up to it

Exit code: 0 without errors, 1 with errors, 2 for an invalid command line.
`;

const FORMATS: Readonly<Record<string, Reporter>> = { text, json, sarif, github };

export async function check(args: readonly string[]): Promise<number> {
  const options = {
    format: { type: 'string', default: 'text' },
    fix: { type: 'boolean', default: false },
    features: { type: 'string', multiple: true },
    'all-features': { type: 'boolean' },
    'no-components': { type: 'boolean', default: false },
    'wasm-tools': { type: 'string', default: '0.263' },
  } as const;
  const { values, positionals } = parse(args, options, USAGE);
  const reporter = FORMATS[values.format];
  if (reporter === undefined) throw new Usage(`--format ${values.format} is not supported`, USAGE);
  if (positionals.length === 0) throw new Usage('a package or plan is required', USAGE);
  const isInput = positionals.includes('-');
  if (isInput && positionals.length > 1) throw new Usage('- is for standard input alone', USAGE);
  if (isInput && values.fix) throw new Usage('--fix changes files, and standard input is none', USAGE);
  if (!isInput) for (const path of positionals) kindOfPath(path, USAGE);
  const features = values['all-features'] === true ? 'all' : featureList(values.features);
  const wasmTools = toolsBy(values['wasm-tools']);
  const settings = { features, components: !values['no-components'], wasmTools };
  if (values.fix) for (const path of positionals) fix(path, settings);
  const checked: CheckedPath[] = [];
  for (const path of positionals) checked.push(await checkOne(path, settings, reporter));
  process.stdout.write(reporter.end(checked));
  return checked.every(({ ok }) => ok) ? 0 : 1;
}

/** Lists the changed files on stderr, so that the report on stdout is unchanged. */
function fix(path: string, settings: Required<WitSettings>): void {
  if (!existsSync(path)) return;
  for (const file of fixPath(path, settings)) process.stderr.write(`fixed ${relative('', file)}\n`);
}

async function checkOne(
  path: string,
  settings: Required<WitSettings>,
  reporter: Reporter,
): Promise<CheckedPath> {
  const checked =
    path === '-' ? checkInput(await buffer(process.stdin), settings) : await checkPath(path, settings);
  if (checked === undefined) throw new Usage(`${path} does not exist`, USAGE);
  process.stdout.write(reporter.line(checked));
  return checked;
}

function toolsBy(version: string): WasmTools {
  if (version === '0.263' || version === '0.259') return version;
  throw new Usage(`--wasm-tools ${version} is not supported; use 0.263 or 0.259`, USAGE);
}

function featureList(lists: readonly string[] = []): Features {
  const features = lists.flatMap((list) => list.split(/[\s,]+/)).filter((feature) => feature !== '');
  return features.includes('all') ? 'all' : features;
}
