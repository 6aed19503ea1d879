import { relative, resolve } from 'node:path';
import { folderBindings } from '../../../host/src/build/bindings/folder-bindings.ts';
import { writeBindings, type WrittenBindings } from '../../../host/src/build/bindings/write-bindings.ts';
import { parse, Usage } from '../usage.ts';

const LANGUAGES = ['c', 'cpp', 'csharp', 'go', 'moonbit', 'rust'] as const;
type Language = (typeof LANGUAGES)[number];

const USAGE = `usage: wit-studio bindings [FOLDER]
       wit-studio bindings --language LANGUAGE [--world WORLD] [-o OUT] WIT

Generates the bindings for the component in a folder (default: the current one), as its build does; or, with a
language, those of wit-bindgen for a world of a WIT folder. Prints the paths of the files.
  --language LANGUAGE  ${LANGUAGES.join(', ')}
  --world WORLD        the world, required if the package has several
  -o, --output OUT     the folder for the files (default: bindings)
`;

const options = {
  language: { type: 'string' },
  world: { type: 'string' },
  output: { type: 'string', short: 'o', default: 'bindings' },
} as const;

export async function bindings(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, options, USAGE);
  const [folder = '.', ...others] = positionals;
  if (others.length > 0) throw new Usage('only one folder is allowed', USAGE);
  const { files } = await write(resolve(folder), values);
  for (const path of files) process.stdout.write(`${relative(process.cwd(), path)}\n`);
  return 0;
}

/** It takes no time worth a report, and runs no tool with output. */
const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };

interface Values {
  readonly language?: string;
  readonly world?: string;
  readonly output: string;
}

async function write(
  folder: string,
  { language, world, output }: Values,
): Promise<Pick<WrittenBindings, 'files'>> {
  if (language === undefined) return folderBindings({ folder }, context);
  if (!isLanguage(language)) throw new Usage(`--language ${language} is not supported`, USAGE);
  return writeBindings({ wit: folder, world, naming: 'the option --world' }, language, resolve(output));
}

const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text);
