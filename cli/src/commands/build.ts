import { relative, resolve } from 'node:path';
import { buildFolder } from '../build-folder.ts';
import { parse } from '../usage.ts';

const USAGE = `usage: wit-studio build [FOLDER…]

Builds the component in each folder (default: the current one). The language is TypeScript or JavaScript with a
package.json, Rust with a Cargo.toml, Go with a go.mod, Python with a pyproject.toml, and C or C++ with such sources;
a wit-studio.toml sets the build command for any other. Prints the path of each component.
`;

export async function build(args: readonly string[]): Promise<number> {
  const { positionals } = parse(args, {}, USAGE);
  for (const folder of positionals.length > 0 ? positionals : ['.']) {
    const { component } = await buildFolder(resolve(folder));
    process.stdout.write(`${relative(process.cwd(), component)}\n`);
  }
  return 0;
}
