/** Makes a component of a fixture that imports nothing but WASI. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { command } from '../hosts.ts';

interface World {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

export interface Closed {
  readonly component: string;
  /** Behind the fixture's name, where several complete it. */
  readonly label: string;
}

/** @returns one for each fixture that completes it, else one */
export async function closedComponents(fixture: string, scratch: string): Promise<Closed[]> {
  const component = await binaryOf(fixture, scratch);
  const world = worldOf(component);
  const open = world.imports.filter((name) => !isGiven(name, fixture));
  if (open.length === 0) return [{ component, label: '' }];
  const callees = completedBy(fixture);
  if (callees.length > 1)
    return callees.map((callee) => ({
      component: composed(component, open, callee, scratch),
      label: ` with ${basename(callee, '.wasm')}`,
    }));
  // A fixture that exports its own imports is composed with itself.
  return [{ component: composed(component, open, callees[0] ?? component, scratch), label: '' }];
}

async function binaryOf(fixture: string, scratch: string): Promise<string> {
  if (!fixture.endsWith('.wat')) return fixture;
  const binary = join(scratch, 'text.wasm');
  writeFileSync(binary, await parse(readFileSync(fixture, 'utf8')));
  return binary;
}

/** The imports and exports of a component, by name. */
export const worldOf = (component: string): World =>
  JSON.parse(
    execFileSync(process.execPath, [command, 'inspect', '--json', component], { encoding: 'utf8' }),
  ) as World;

/** Whether a host provides an import; middlewares of HTTP need another handler behind them. */
const isGiven = (name: string, fixture: string): boolean =>
  name.startsWith('wasi:') && !(fixture.includes('middleware') && name.startsWith('wasi:http/handler'));

function completedBy(fixture: string): string[] {
  const folder = dirname(fixture);
  if (fixture.includes('middleware')) return [join(folder, 'p3-http-echo.wasm')];
  const stem = /^(.*-)caller\.wasm$/.exec(basename(fixture))?.[1];
  if (stem === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${stem}callee`))
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path));
}

function composed(component: string, open: readonly string[], other: string, scratch: string): string {
  const { imports, exports } = worldOf(other);
  const handler = exports.find((name) => name.startsWith('wasi:http/handler'));
  const source = (name: string): string => {
    if (exports.includes(name)) return `"other"`;
    if (name === 'local:local/chain-http' && handler) return `{ instance = "other", export = "${handler}" }`;
    return '{ stub = true }';
  };
  const isUsed = open.some((name) => !source(name).includes('stub'));
  const stubs = imports.filter((name) => !isGiven(name, other)).map((name) => `"${name}" = { stub = true }`);
  const plan = [
    'exports = ["main"]',
    `[instances.main]\ncomponent = "${component}"`,
    `[instances.main.imports]`,
    ...open.map((name) => `"${name}" = ${source(name)}`),
    ...(isUsed ? [`[instances.other]\ncomponent = "${other}"`, '[instances.other.imports]', ...stubs] : []),
  ];
  writeFileSync(join(scratch, 'composition.toml'), plan.join('\n'));
  const out = join(scratch, `${basename(other, '.wasm')}-composed.wasm`);
  const args = [command, 'compose', '-o', out, join(scratch, 'composition.toml')];
  execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
  return out;
}
