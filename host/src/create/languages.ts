import type { NewLanguage, Problem } from '../protocol.ts';
import type { NewFiles } from './files.ts';
import { cFiles } from './c/component.ts';
import type { WitOrigin } from './c/stubs.ts';
import { goFiles } from './go/component.ts';
import { checkPython, pythonFiles } from './python/component.ts';
import { rustFiles } from './rust/component.ts';
import { missingForC, missingForGo, missingForPython, missingForRust } from './tools.ts';
import { scriptFiles } from './typescript/component.ts';
import { checkTemplate } from './unsupported.ts';
import type { WorldOutline } from './world-outline.ts';

export interface Language {
  readonly title: string;
  /**
   * @param wit the WIT folder as the component's folder sees it
   * @param origin where it is now
   */
  readonly files: (
    name: string,
    world: WorldOutline,
    wit: string,
    origin: WitOrigin,
  ) => NewFiles | Promise<NewFiles>;
  /** @throws HostError `language-unsupported` for a world without a template; absent where each has one */
  readonly check?: (world: WorldOutline) => void;
  /** Whether a path is the file to begin with. */
  readonly isEntry: (path: string, name: string) => boolean;
  /** Whether types are generated from the WIT into the folder. */
  readonly hasTypes: boolean;
  /** The commands of a terminal that run the tests. */
  readonly test: string;
  /** The breakpoints that a debugger stops at, as the end of a sentence. */
  readonly breakpoints: string;
  /** Additional text of its README. */
  readonly note?: string;
  /** The path of the built component. */
  readonly component: (name: string, isProgram: boolean) => string;
  readonly missing: (folder: string) => Promise<Problem | undefined>;
}

const inDist = (name: string): string => `dist/${name}.wasm`;
/** The module with the responses of a service: the code around it seldom changes. */
const scriptEntry =
  (ending: string) =>
  (path: string, name: string): boolean =>
    [`src/answer.${ending}`, `src/${name}.${ending}`].includes(path);

const IN_SOURCES = 'at breakpoints';
/** Where there is no debug information. */
const IN_WIT = 'at breakpoints on functions of `.wit` files';

const nothing = async (): Promise<undefined> => undefined;

/** The languages that a component can be started in: those that the builder knows. */
export const LANGUAGES: Readonly<Record<NewLanguage, Language>> = {
  typescript: {
    title: 'TypeScript',
    files: (name, world, wit) => scriptFiles(name, world, wit, { typed: true }),
    isEntry: scriptEntry('ts'),
    hasTypes: true,
    test: 'wit-studio test',
    breakpoints: IN_SOURCES,
    note: 'A build checks the types too once `npm install --save-dev typescript` was run.',
    component: inDist,
    missing: nothing,
  },
  javascript: {
    title: 'JavaScript',
    files: (name, world, wit) => scriptFiles(name, world, wit, { typed: false }),
    isEntry: scriptEntry('js'),
    hasTypes: true,
    test: 'wit-studio test',
    breakpoints: IN_SOURCES,
    component: inDist,
    missing: nothing,
  },
  rust: {
    title: 'Rust',
    files: rustFiles,
    isEntry: (path) => /^src\/(lib|main)\.rs$/.test(path),
    hasTypes: false,
    test: 'cargo test',
    breakpoints: IN_SOURCES,
    note: 'Building needs cargo, and once `rustup target add wasm32-wasip2`.',
    component: (name, isProgram) =>
      `target/wasm32-wasip2/release/${isProgram ? name : name.replaceAll('-', '_')}.wasm`,
    missing: missingForRust,
  },
  go: {
    title: 'Go',
    files: goFiles,
    check: (world) => checkTemplate('Go', world),
    // The logic comes before the surrounding code, here and below.
    isEntry: (path) => path === 'answers/answers.go' || /^export_\w+\/main\.go$/.test(path),
    hasTypes: false,
    test: 'wit-studio test',
    breakpoints: IN_WIT,
    note: 'Building needs go 1.25 or newer.',
    component: inDist,
    missing: missingForGo,
  },
  c: {
    title: 'C',
    files: cFiles,
    check: (world) => checkTemplate('C', world),
    isEntry: (path) => path === 'src/answers.h' || path === 'src/main.c',
    hasTypes: false,
    test: 'wit-studio test',
    breakpoints: IN_SOURCES,
    note: 'Building needs zig, wasi-sdk or a clang with wasi-libc; `pip install ziglang` in `.venv` is enough.',
    component: inDist,
    missing: missingForC,
  },
  python: {
    title: 'Python',
    files: pythonFiles,
    check: checkPython,
    isEntry: (path) => path === 'app.py' || path === 'answers.py',
    hasTypes: false,
    test: 'wit-studio test',
    breakpoints: IN_WIT,
    note: 'Building needs componentize-py: `python3 -m venv .venv`, then `.venv/bin/pip install componentize-py`.',
    component: inDist,
    missing: missingForPython,
  },
};
