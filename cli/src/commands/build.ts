import { relative, resolve } from 'node:path';
import { buildFolder } from '../build-folder.ts';
import { parse } from '../usage.ts';

const USAGE = `usage: wit-studio build [FOLDER…]

Builds the component of each folder (this one, when none is named): a package.json makes it TypeScript,
a Cargo.toml Rust, a go.mod Go, a pyproject.toml Python, sources in C or C++ C; a wit-studio.toml names the command
of any other. Prints the path of each component.
`;

export async function build(args: readonly string[]): Promise<number> {
  const { positionals } = parse(args, {}, USAGE);
  for (const folder of positionals.length > 0 ? positionals : ['.']) {
    const { component } = await buildFolder(resolve(folder));
    process.stdout.write(`${relative(process.cwd(), component)}\n`);
  }
  return 0;
}
