import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { HostError } from '../../base/problem.ts';

/** The manifest of a TypeScript component, with defaults filled in; paths are absolute. */
export interface ComponentManifest {
  readonly folder: string;
  readonly name: string;
  /** Undefined: the only world of the WIT package. */
  readonly world: string | undefined;
  readonly wit: string;
  readonly entry: string;
  readonly out: string;
  /** Where the generated declarations go. */
  readonly types: string;
  /** Whether a build checks the types, by the `typescript` of the project. */
  readonly check: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads `package.json` and its field `component`; see docs/build-typescript.md. */
export async function readManifest(folder: string): Promise<ComponentManifest> {
  const json = await readJson(join(folder, 'package.json'));
  const settings = objectOf(json['component']);
  const name = basename(text(json['name']) ?? folder);
  const path = (key: string) => mapped(text(settings[key]), (value) => resolve(folder, value));
  return {
    folder,
    name,
    world: text(settings['world']),
    wit: existing(folder, 'WIT folder', 'wit', path('wit'), ['wit', '../wit']),
    entry: existing(folder, 'entry', 'entry', path('entry'), entryNames(name)),
    out: path('out') ?? join(folder, 'dist', `${name}.wasm`),
    types: path('types') ?? join(folder, 'types'),
    check: typeof settings['check'] === 'boolean' ? settings['check'] : listsTypeScript(json),
  };
}

const listsTypeScript = (json: Json): boolean =>
  ['dependencies', 'devDependencies'].some((key) => 'typescript' in objectOf(json[key]));

const entryNames = (name: string): string[] => [
  `src/${name}.ts`,
  'src/index.ts',
  'index.ts',
  `src/${name}.js`,
  'index.js',
];

function existing(
  folder: string,
  what: string,
  key: string,
  named: string | undefined,
  usual: readonly string[],
): string {
  const candidates = named === undefined ? usual : [named];
  const found = candidates.map((path) => resolve(folder, path)).find((path) => existsSync(path));
  if (found) return found;
  if (named !== undefined)
    throw new HostError({
      code: 'component-manifest',
      message: `${named} does not exist; package.json names it as the ${what} of the component`,
      help: `Create it, or change "${key}" of "component" in package.json.`,
    });
  throw new HostError({
    code: 'component-manifest',
    message: `${folder} has no ${what}: none of ${candidates.join(', ')} exists`,
    help: `Name it in package.json: "component": { "${key}": "…" }.`,
  });
}

async function readJson(path: string): Promise<Json> {
  try {
    return objectOf(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new HostError({
      code: 'component-manifest',
      message: `${path} cannot be read: ${(error as Error).message}`,
      help: 'A TypeScript component needs a package.json with at least a name.',
    });
  }
}

/** Members of a value that is no object are absent. */
const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const mapped = <T, R>(value: T | undefined, by: (value: T) => R): R | undefined =>
  value === undefined ? undefined : by(value);
