import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { firstInvalidByte } from '../../../server/src/base/utf8.ts';
import { formatText } from '../../../server/src/features/format/format-text.ts';
import { witFilesBelow } from '../../../server/src/node/wit-files.ts';
import { kindOfPath } from '../readable-path.ts';
import { parse, Usage } from '../usage.ts';

const USAGE = `usage: wit-studio format [OPTIONS] PATH…
       wit-studio format [OPTIONS] -

Formats WIT files: each PATH, or every .wit file below it. Only white space changes. Files with syntax errors, or that
are not UTF-8, are skipped. With - the text comes from standard input, and goes to standard output.
  --check             write nothing; exit with 1 if a file is not formatted

Exit code: 0 on success, 1 if a file was skipped or, with --check, is not formatted, 2 for an invalid command line.
`;

const STANDARD_INPUT = 'standard input';

export async function format(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, { check: { type: 'boolean' } }, USAGE);
  const onlyCheck = values.check === true;
  if (positionals.length === 0) throw new Usage('a file or folder is required', USAGE);
  if (positionals.includes('-')) {
    if (positionals.length > 1) throw new Usage('- is for standard input alone', USAGE);
    return formatInput(await buffer(process.stdin), onlyCheck) ? 0 : 1;
  }
  const files = positionals.flatMap(filesOf);
  const results = files.map((file) => formatFile(file, onlyCheck));
  return results.every(Boolean) ? 0 : 1;
}

const filesOf = (path: string): readonly string[] =>
  kindOfPath(path, USAGE) === 'folder' ? witFilesBelow(path) : [path];

/** Whether nothing is left to be done by hand. */
function formatFile(file: string, onlyCheck: boolean): boolean {
  const bytes = bytesOf(file);
  const tidy = bytes && formatted(file, bytes);
  if (tidy === undefined) return false;
  if (tidy === bytes!.toString()) return true;
  if (onlyCheck) return say(`${file}: is not formatted`);
  writeFileSync(file, tidy);
  process.stdout.write(`${file}\n`);
  return true;
}

function formatInput(bytes: Buffer, onlyCheck: boolean): boolean {
  const tidy = formatted(STANDARD_INPUT, bytes);
  if (tidy === undefined) return false;
  if (!onlyCheck) process.stdout.write(tidy);
  else if (tidy !== bytes.toString()) return say(`${STANDARD_INPUT}: is not formatted`);
  return true;
}

/** An unreadable file is reported, and the others are formatted. */
function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    say(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}

/** Undefined if the text is to stay as it is: decoding would replace bytes that are not UTF-8. */
function formatted(name: string, bytes: Buffer): string | undefined {
  const isText = firstInvalidByte(bytes) === undefined;
  const tidy = isText ? formatText(bytes.toString()) : undefined;
  if (!isText) say(`${name}: is not UTF-8`);
  else if (tidy === undefined) say(`${name}: has syntax errors, see wit-studio check`);
  return tidy;
}

function say(line: string): false {
  process.stderr.write(`${line}\n`);
  return false;
}
