import { relative, resolve } from 'node:path';
import { HostError } from '../../../host/src/base/problem.ts';
import { outcomesSideBySide } from '../../../host/src/base/side-by-side.ts';
import { buildFolder } from '../build-folder.ts';
import { problemText } from '../output/failure.ts';
import { interruptible } from '../interrupt.ts';
import { parse } from '../usage.ts';

const USAGE = `usage: wit-studio build [FOLDER…]

Builds the component in each folder (default: the current one), side by side; one that fails keeps none from being
built. The language is TypeScript or JavaScript with a package.json, Rust with a Cargo.toml, Go with a go.mod, Python
with a pyproject.toml, and C or C++ with such sources; a wit-studio.toml sets the build command for any other. Prints
the path of each component.
`;

export async function build(args: readonly string[]): Promise<number> {
  const { positionals } = parse(args, {}, USAGE);
  const folders = positionals.length > 0 ? positionals : ['.'];
  const outcomes = await interruptible((signal) =>
    outcomesSideBySide(folders, (folder) => buildFolder(resolve(folder), {}, signal), signal),
  );
  const failures: HostError[] = [];
  for (const outcome of outcomes)
    if (outcome instanceof HostError) failures.push(outcome);
    else process.stdout.write(`${relative(process.cwd(), outcome.component)}\n`);
  const last = failures.pop();
  // Folders that share their WIT have its errors in common.
  const texts = new Set(failures.map(({ problem }) => problemText(problem)));
  if (last) texts.delete(problemText(last.problem));
  for (const text of texts) process.stderr.write(text);
  if (last) throw last;
  return 0;
}
