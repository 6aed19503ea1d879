import type { Explained } from './explained.ts';

/** Components that could not be built. */
export const builds = {
  'bindings-unsupported': {
    title: `wit-bindgen cannot write bindings for this WIT.`,
    explanation: `The generator of the language lacks what the message names. C, C++, Go and C# have neither lists of a fixed length (\`list<u8, 16>\`) nor maps, C++ has no async functions, streams and futures, and only Rust has error contexts.`,
    remedy: `Write the world without it, or the component in Rust or [TypeScript](../build-typescript.md).`,
  },
  'build-settings': {
    title: `The settings of a build cannot be used.`,
    explanation: `The \`wit-studio.toml\` of a component's folder is not TOML, has a setting that does not exist, or names a file or folder that does not exist. A folder has the same problem when the defaults of its language find no source in it.`,
    remedy: `[All settings](../build-languages.md#settings) have defaults: a line can be removed.`,
  },
  'bundler-failed': {
    title: `The bundler stopped.`,
    explanation: `The bundler (esbuild) itself stopped while it read the sources. That is not a mistake in them, or it would be shown at its place.`,
    remedy: `Try once more. If it stays so, report it together with the component's files.`,
  },
  'c-build': {
    title: `The sources in C or C++ could not be compiled.`,
    explanation: `The compiler or the linker refused the sources. Where it said something about a line, the message is there; all it said is in the output. \`undefined symbol: exports_…\` names a function that the world exports and no source has.`,
    remedy: `The header in \`bindings/\` declares every function that the world imports and exports; it is written at each build. A folder with a \`Makefile\` is built by \`make\`, with [variables](../build-languages.md#c-and-c) for compiler, bindings and output.`,
  },
  'c-missing': {
    title: `No compiler of C for WebAssembly was found.`,
    explanation: `Building a component in C or C++ needs a compiler and a C library for WASI: wasi-sdk where \`WASI_SDK_PATH\` names it, or zig, on the path or in a virtual environment of Python (\`.venv\`), or a clang that finds wasi-libc.`,
    remedy: `On Linux, in the folder:

\`\`\`sh
python3 -m venv .venv
.venv/bin/pip install ziglang
\`\`\`

On macOS \`brew install zig\`, on Windows \`winget install zig.zig\`.

If a built component lies in the folder it is used as it is, with a warning, since its sources may be newer.`,
  },
  'command-build': {
    title: `The command of a folder built no component.`,
    explanation: `The command that the \`wit-studio.toml\` of the folder names failed, or ended without writing the component. Where its output has a line such as \`src/main.c:3:5: error: …\`, the message is at that place.`,
    remedy: `Run the command in the folder. It has to write the file that \`out\` names, which is \`dist/NAME.wasm\` by default.`,
  },
  'component-manifest': {
    title: `The sources of a JavaScript component were not found.`,
    explanation: `The folder of a TypeScript component has a \`package.json\` that says, where the defaults do not fit, which WIT and which source file it is made of:

\`\`\`json
{ "name": "handler", "component": { "world": "handler", "wit": "../wit", "entry": "src/handler.ts" } }
\`\`\``,
    remedy: `The message lists the places that were looked at. [Building TypeScript components](../build-typescript.md) has all fields.`,
  },
  'go-build': {
    title: `go built no component.`,
    explanation: `The sources could not be compiled. Where go said something about a line, the message is there; all it said is in the output. \`package NAME/export_… is not in std\` and \`undefined: export_…\` name something that the world exports and no source has.`,
    remedy: `Each interface that the world exports is a package of its own (\`export_acme_greetings_greetings\`), and functions of the world itself are in \`export_wit_world\`. [Go components](../build-languages.md#go) says what is where.`,
  },
  'go-missing': {
    title: `go was not found.`,
    explanation: `Building a component in Go needs go 1.25 or newer, which is not on the path.`,
    remedy: `Install it (go.dev/dl).

If a built component lies in the folder it is used as it is, with a warning, since its sources may be newer.`,
  },
  'guest-export-missing': {
    title: `An export that the world promises is missing.`,
    explanation: `The world promises something that the module does not export, so no component can be made of it.`,
    remedy: `Export a function under its name in camel case (\`handle-it\` is \`handleIt\`), and an interface as an object with its functions:

\`\`\`ts
export const incomingHandler = { handle(request, response) { … } };
\`\`\`

The generated declarations in \`types/\` show what is expected.`,
  },
  'guest-compile-error': {
    title: `The sources of a component cannot be read.`,
    explanation: `The sources of the component have a mistake that keeps them from being read: a syntax error, or an import that is not there. The message is at its place in the file.`,
    remedy: `Imports are npm packages that are installed, files of your own, and what the world imports: an interface by its name in WIT, and a function of the world itself by its own.

\`\`\`ts
import { Fields } from 'wasi:http/types@0.2.12';
import { greet } from 'greet'; // import greet: func(name: string) -> string;
\`\`\`

The files in \`types/\` declare all of them.`,
  },
  'guest-import-missing': {
    title: `An interface has nothing of the name that is imported.`,
    explanation: `A source imports something by a name that the interface does not have, or takes it from the whole module (\`import * as store\`, \`store.open\`). Often it was renamed in the WIT that several components share, or what is imported is a type.`,
    remedy: `Import the name that the message has, in camel case (\`open-all\` is \`openAll\`, the resource \`item\` is the class \`Item\`). A type is imported by \`import type\`. The files in \`types/\` have all names.`,
  },
  'guest-type-error': {
    title: `The types of a component do not fit.`,
    explanation: `The TypeScript compiler of the project found that a source does not fit its types, which are often those that the WIT generates in \`types/\`. A build checks types where \`package.json\` lists \`typescript\`; as a warning, the message says that it is listed and not installed.`,
    remedy: `The number in parentheses is that of the compiler. \`"component": { "check": false }\` in \`package.json\` switches the check off; [what is checked when](../build-typescript.md#types) has the rest.`,
  },
  'not-a-component-folder': {
    title: `A folder has no component that can be built.`,
    explanation: `A component's folder has a \`package.json\` (TypeScript, JavaScript), a \`Cargo.toml\` (Rust), a \`go.mod\` (Go), a \`pyproject.toml\` (Python), sources in C or C++, or a \`wit-studio.toml\` with the command that builds it.`,
    remedy: `For any other language, write the command into a [\`wit-studio.toml\`](../build-languages.md), or name the built \`.wasm\` file in the plan.`,
  },
  'python-build': {
    title: `componentize-py built no component.`,
    explanation: `componentize-py loads the modules while it builds: a syntax error, a module that is not found and an exception at the top level are shown at their place. All it said is in the output.`,
    remedy: `The module has a class of the name that the world has in Python (\`WitWorld\` for functions of the world itself, otherwise that of the interface). \`componentize-py bindings\` writes what it inherits from.`,
  },
  'python-missing': {
    title: `componentize-py was not found.`,
    explanation: `Building a Python component needs componentize-py, which is neither in a virtual environment (\`.venv\` or \`venv\`, in the folder or the one above) nor on the path.`,
    remedy: `In the folder:

\`\`\`sh
python3 -m venv .venv
.venv/bin/pip install componentize-py    # Windows: .venv\\Scripts\\pip
\`\`\`

If a built component lies in the folder it is used as it is, with a warning, since its sources may be newer.`,
  },
  'rust-build': {
    title: `cargo built no component.`,
    explanation: `cargo built no component. Where the compiler said something about a line, the message is there; all it said is in the output.`,
    remedy: `The crate must be a \`cdylib\`, and the target must be installed: \`rustup target add wasm32-wasip2\`.`,
  },
  'rust-missing': {
    title: `cargo was not found.`,
    explanation: `Building a Rust component needs cargo, which was not found on the path.`,
    remedy: `Install Rust (rustup.rs) and \`rustup target add wasm32-wasip2\`.

If a built component lies in the folder it is used as it is, with a warning, since its sources may be newer.`,
  },
  'wit-invalid': {
    title: `The WIT of a component cannot be used.`,
    explanation: `The WIT that the component is built against cannot be used: it has errors, or a package that it names is not in its \`deps\`.`,
    remedy: `Open the package in the editor, or run \`wit-studio check FOLDER\`; both show every error in it. \`wit-studio check --fix FOLDER\` adds the packages of WASI that are missing.`,
  },
  'wit-unsupported': {
    title: `WIT that JavaScript components do not have yet.`,
    explanation: `The WIT itself is valid. The JavaScript engine cannot do what the message names:

- Lists of a fixed length (\`list<u8, 16>\`): use \`list<u8>\` and check the length.
- A stream or a future as the result of a function that is not \`async\`: somebody has to feed it when the call has ended, and JavaScript gets a turn only while a call waits. Write \`async func\` in the WIT.

Or build this component in another language.`,
  },
  'world-unknown': {
    title: `The world of the component is not named.`,
    explanation: `The WIT package of the component has no world of the name in \`package.json\`, or it has several and none is named.`,
    remedy: `A TypeScript component implements one world; name it in the component's \`package.json\`:

\`\`\`json
{ "name": "handler", "component": { "world": "handler" } }
\`\`\`

With a single world in the package no setting is needed.`,
  },
  'no-tests': {
    title: `A component has no tests.`,
    explanation: `\`wit-studio test\` runs \`*.test.js\` and \`*.test.ts\` in \`test/\`, \`tests/\` and \`src/\` of a folder with a \`package.json\`, \`cargo test\` in one with a \`Cargo.toml\`, \`go test ./...\` in one with a \`go.mod\`, each \`tests/*.c\` in one with sources in C, and \`tests/test_*.py\` in one with a \`pyproject.toml\`. This folder has none.`,
    remedy: `A test imports the sources:

\`\`\`js
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from '../src/hello.ts';

test('greets', () => assert.equal(greet('Ada'), 'Hello, Ada!'));
\`\`\`

Stand-ins for what the world imports are in [Tests of a component that imports another](../new.md#tests-of-a-component-that-imports-another).`,
  },
  'no-wit': {
    title: `A folder has no WIT.`,
    explanation: `The folder that \`wit-studio check\` or \`wit-studio new\` was given has no .wit file directly in it; or a folder that is to be built has no WIT, and is no program either: C with a \`main\`, Go with the package \`main\`.`,
    remedy: `A package is a folder with .wit files (often called \`wit\`), with its dependencies in \`deps/\` below it, or a single .wit file. Name that folder or file; for a build, in wit-studio.toml: \`wit = "…"\`.`,
  },
} satisfies Readonly<Record<string, Explained>>;
