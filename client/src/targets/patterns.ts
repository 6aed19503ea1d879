/** The file that makes a folder a composition. */
export const PLAN = 'composition.toml';
/** The files that make a folder a component's; sources of C do so where their WIT is beside them. */
export const COMPONENT = ['package.json', 'Cargo.toml', 'go.mod', 'pyproject.toml', 'wit-studio.toml'];

/** The targets of commands, as glob patterns. */
export const PLAN_FILES = `**/{${PLAN},*.wac}`;
export const COMPONENT_FILES = `**/{${COMPONENT.join(',')}}`;
/** WIT beside the sources of components. */
export const WIT_OF_COMPONENTS = '**/wit/*.wit';
export const C_SOURCES = '**/*.{c,cc,cpp,cxx}';
/** A plan, or a component that is built already; the first pattern with a file counts. */
export const RUNNABLE_FILES = [`**/{${PLAN},*.wac,*.wasm}`, '**/dist/*.wasm'];

const IGNORED = ['node_modules', 'target', 'dist', '.git', 'deps'];

/** The folders of tools and builds, as a glob pattern; only a pattern that names one of them looks into it. */
export const ignoredBy = (pattern: string): string =>
  `**/{${IGNORED.filter((folder) => !pattern.includes(`/${folder}/`)).join(',')}}/**`;
