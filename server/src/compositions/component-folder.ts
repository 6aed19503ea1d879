import { ProblemError, type SourceLocation } from '../base/problem.ts';

/** The files that make a folder one of a component; for C and C++ its sources do, too. */
const MANIFESTS = [
  'package.json',
  'Cargo.toml',
  'go.mod',
  'pyproject.toml',
  'CMakeLists.txt',
  'wit-studio.toml',
];

/** @param at where a plan names the folder */
export function notAComponentFolder(folder: string, at?: SourceLocation): ProblemError {
  return new ProblemError({
    code: 'not-a-component-folder',
    message: `${folder} has none of ${MANIFESTS.join(', ')}, and no source of C or C++`,
    help: 'Name the folder of a component, or a built .wasm file. Of another language, name its build command in wit-studio.toml.',
    ...(at && { at }),
  });
}
