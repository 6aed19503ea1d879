/** Mistakes in the parts of the composition in five languages, and the places that their compilers report. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './outcome.ts';

const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));

interface Mistake {
  readonly language: string;
  /** Relative to the composition; the first folder is that of the part. */
  readonly file: string;
  /** The replaced text, and its replacement; a missing file is written. */
  readonly from: string;
  readonly to: string;
  /** The text that the error points to. */
  readonly at: string;
  readonly message: RegExp;
}

const MISTAKES: readonly Mistake[] = [
  {
    language: 'TypeScript',
    file: 'gateway/src/gateway.ts',
    from: 'reply(out, ',
    to: 'reply(out,, ',
    at: ', answer(',
    message: /Unexpected ","/,
  },
  {
    language: 'TypeScript, an import that the WIT lacks',
    file: 'gateway/src/gateway.ts',
    from: 'import { slug }',
    to: 'import { slugs as slug }',
    at: 'slugs as',
    message: /slug/,
  },
  {
    language: 'Rust',
    file: 'auth/src/lib.rs',
    from: 'ok_or(Denied::Missing)?',
    to: 'ok_or(Denied::Absent)?',
    at: 'Absent',
    message: /no variant .*Absent/,
  },
  {
    language: 'Go',
    file: 'routing/export_edge_service_routing/main.go',
    from: 'MakeRouteMe()',
    to: 'MakeRouteMine()',
    at: 'MakeRouteMine',
    message: /undefined: edge_service_routing\.MakeRouteMine/,
  },
  {
    language: 'C',
    file: 'numbers/src/numbers.c',
    from: 'numbers->len',
    to: 'numbers->length',
    at: 'length',
    message: /no member named 'length'/,
  },
  {
    language: 'C++',
    file: 'numbers/src/more.cpp',
    from: '',
    to: '#include <vector>\n\nint first(std::vector<int> &all) { return all.frist(); }\n',
    at: 'frist',
    message: /no member named 'frist'/,
  },
  {
    language: 'Python',
    file: 'text/app.py',
    from: 'def slug(self, text: str) -> str:',
    to: 'def slug(self, text: str) -> str',
    at: 'def slug',
    message: /SyntaxError: expected ':'/,
  },
  {
    language: 'Python, a module that is not there',
    file: 'text/app.py',
    from: 'import unicodedata',
    to: 'import unicodedatas',
    at: 'import unicodedatas',
    message: /No module named 'unicodedatas'/,
  },
];

/** @param folder of the composition, whose parts have been built */
export function* mistakes(folder: string): Iterable<Result> {
  for (const mistake of MISTAKES)
    yield { name: `mistake in ${mistake.language}`, ours: missOf(folder, mistake) };
}

function missOf(folder: string, { file, from, to, at, message }: Mistake): string | undefined {
  const path = join(folder, file);
  const before = from === '' ? undefined : readFileSync(path, 'utf8');
  const text = before === undefined ? to : before.replace(from, to);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  try {
    const part = join(folder, file.split('/')[0]!);
    const args = [command, 'build', part];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const [, code, said = '', place = ''] =
      /^error\[([^\]]+)\]: ([^\n]*)\n(?:[^\n]*\n)*? {2}--> ([^\n]*)/m.exec(stderr) ?? [];
    const line = text.slice(0, text.indexOf(at)).split('\n').length;
    const isPlaced = place.replaceAll('\\', '/').includes(`${file}:${line}`);
    return status === 1 && message.test(said) && isPlaced
      ? undefined
      : `${code} at ${place}, where line ${line} was expected: ${said}\n${stderr}`;
  } finally {
    if (before === undefined) rmSync(path);
    else writeFileSync(path, before);
  }
}
