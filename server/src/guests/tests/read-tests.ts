import { codeOf } from '../code.ts';
import type { GuestTest } from './guest-test.ts';
import { testsInRust } from './rust.ts';
import { testsInTypeScript } from './typescript.ts';

type Reader = (text: string, path: string) => GuestTest[];

/** By patterns of the paths of files with tests, relative to the component's folder. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/\.test\.[cm]?[jt]sx?$/, testsInTypeScript],
  [/\.rs$/, testsInRust],
  [/_test\.go$/, testsInGo],
  [/^tests\/.*\btest_\w*\.py$/, testsInPython],
  [/^tests\/[^/]*\.c$/, testsInC],
];

/**
 * The tests in a source of a guest, by the names that the runner of its language gives them.
 * @param path relative to the component's folder, with `/`
 */
export function testsIn(text: string, path: string): GuestTest[] {
  const reader = readers.find(([pattern]) => pattern.test(path))?.[1];
  return reader?.(text, path) ?? [];
}

function testsInGo(text: string): GuestTest[] {
  const code = codeOf(text, { line: '//', block: ['/*', '*/'], quotes: ['"', '`'] });
  return [...code.matchAll(/^func (Test(?![a-z])\w*)\(\s*\w+\s+\*\w*\.?T\s*\)/gm)].map(
    ({ index, 1: name = '' }) => ({ name, label: name, start: index + 'func '.length }),
  );
}

/** Methods `test_…` of the classes at the top level, by module, class and method. */
function testsInPython(text: string, path: string): GuestTest[] {
  const code = codeOf(text, { line: '#', quotes: ['"""', "'''", '"', "'"] });
  const module = path.replace(/^tests\/|\.py$/g, '').replaceAll('/', '.');
  const found: GuestTest[] = [];
  let type: string | undefined;
  for (const match of code.matchAll(
    /^(?:class (\w+)|(def|async def)\b|[ \t]+(?:async )?def (test\w*)\()/gm,
  )) {
    if (match[3] === undefined) type = match[1];
    else if (type !== undefined)
      found.push({
        name: `${module}.${type}.${match[3]}`,
        label: match[3],
        start: match.index + match[0].length - match[3].length - 1,
      });
  }
  return found;
}

/** The file itself, which is a program. */
function testsInC(_text: string, path: string): GuestTest[] {
  return [{ name: path, label: path, start: 0 }];
}
