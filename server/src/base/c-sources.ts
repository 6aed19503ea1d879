/** The file by which CMake builds a folder. */
export const CMAKE_LISTS = 'CMakeLists.txt';

/** @param name of a file */
export const isCppSource = (name: string): boolean => /\.(cc|cpp|cxx)$/.test(name);

/** In C or C++. */
export const isCSource = (name: string): boolean => name.endsWith('.c') || isCppSource(name);

/** The names of files and folders in a folder, and in its `src`; none where it does not exist. */
export interface Names {
  readonly own: readonly string[];
  readonly src: readonly string[];
}

/** Whether a folder that is named for a build is one of C or C++. */
export const hasC = ({ own, src }: Names): boolean =>
  own.includes(CMAKE_LISTS) || [...own, ...src].some(isCSource);

/** The files that make a folder a component's, which may have sources in C beside others. */
const MANIFESTS = ['package.json', 'Cargo.toml', 'go.mod', 'pyproject.toml', 'wit-studio.toml'];

/**
 * Whether a folder that nobody named is a component's in C or C++. Sources alone do not say so, as other programs have
 * them: it also has a `wit` folder, or the folder above has, which is no component itself.
 */
export const isComponentOfC = (folder: Names, above: Names): boolean => hasC(folder) && hasWit(folder, above);

/** Whether the WIT of a component is in its folder, or beside it. */
export function hasWit(folder: Names, above: Names): boolean {
  if (folder.own.includes('wit')) return true;
  const isShared = !hasC(above) && !MANIFESTS.some((name) => above.own.includes(name));
  return isShared && above.own.includes('wit');
}
