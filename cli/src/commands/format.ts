import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { formatText } from '../../../server/src/features/format/format-text.ts';
import { witFilesBelow } from '../../../server/src/node/wit-files.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio format [OPTIONS] PATH…

Formats WIT files: each PATH, or every .wit file below it. Only white space changes. Files with syntax errors are
skipped.
  --check             write nothing; exit with 1 if a file is not formatted

Exit code: 0 on success, 1 if a file has syntax errors or, with --check, is not formatText, 2 for an invalid command
line.
`;

export async function format(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { check: { type: 'boolean' } }, USAGE);
  if (positionals.length === 0) throw new Usage('a file or folder is required', USAGE);
  const files = positionals.flatMap(filesOf);
  const results = files.map((file) => formatOne(file, values.check === true));
  return results.every(Boolean) ? 0 : 1;
}

function filesOf(path: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Usage(`${path} does not exist`, USAGE);
  return stat.isDirectory() ? witFilesBelow(path) : [path];
}

/** Whether nothing is left to be done by hand. */
function formatOne(file: string, onlyCheck: boolean): boolean {
  const text = readFileSync(file, 'utf8');
  const tidy = formatText(text);
  if (tidy === undefined) return say(`${file}: has syntax errors, see wit-studio check`);
  if (tidy === text) return true;
  if (onlyCheck) return say(`${file}: is not formatted`);
  writeFileSync(file, tidy);
  process.stdout.write(`${file}\n`);
  return true;
}

function say(line: string): false {
  process.stderr.write(`${line}\n`);
  return false;
}
