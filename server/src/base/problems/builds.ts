import type { Explained } from './explained.ts';

/** Components that could not be built. */
export const builds = {
  'bindings-unsupported': {
    title: `wit-bindgen cannot write bindings for this WIT.`,
    explanation: `The language's generator does not support the type or function in the message. C, C++, Go and C# support neither fixed-length lists (\`list<u8, 16>\`) nor maps; C++ does not support async functions, streams and futures; only Rust supports error contexts.`,
    remedy: `Remove it from the world, or write the component in Rust or [TypeScript](../build-typescript.md).`,
  },
  'build-settings': {
    title: `The build settings are invalid.`,
    explanation: `The \`wit-studio.toml\` of a component's folder is not valid TOML, has an unknown setting, or refers to a file or folder that does not exist. The same error is reported for a folder in which the defaults of its language find no source.`,
    remedy: `Correct the setting in the message, or remove its line: [all settings](../build-languages.md#settings) have defaults.`,
  },
  'bundler-failed': {
    title: `The bundler failed.`,
    explanation: `The bundler (esbuild) failed while it read the sources. The cause is not a mistake in the sources, which would be reported at its line.`,
    remedy: `Try again. If it fails again, report it together with the component's files.`,
  },
  'c-build': {
    title: `The sources in C or C++ could not be compiled.`,
    explanation: `The compiler or the linker refused the sources. Messages about a line are reported there; the output has all of them. \`undefined symbol: exports_…\` is an export of the world that no source implements.`,
    remedy: `The header in \`bindings/\`, which each build regenerates, declares every function that the world imports and exports. A folder with a \`Makefile\` is built by \`make\`, with [variables](../build-languages.md#c-and-c) for compiler, bindings and output.`,
  },
  'c-missing': {
    title: `No C compiler for WebAssembly was found.`,
    explanation: `Building a component in C or C++ requires a compiler and a C library for WASI: wasi-sdk at \`WASI_SDK_PATH\`, zig on the path or in a Python virtual environment (\`.venv\` or \`venv\`, in the folder or one of the two above it), or a clang that finds wasi-libc.`,
    remedy: `On Linux, in the folder:

\`\`\`sh
python3 -m venv .venv
.venv/bin/pip install ziglang
\`\`\`

On macOS \`brew install zig\`, on Windows \`winget install zig.zig\`.

If the folder contains a built component, it is used with a warning, because its sources may be newer.`,
  },
  'command-build': {
    title: `The build command produced no component.`,
    explanation: `The \`command\` in the folder's \`wit-studio.toml\` failed, or ended without writing the component. Lines such as \`src/main.c:3:5: error: …\` in its output are reported at that place.`,
    remedy: `Run the command in the folder. It has to write the file \`out\`, by default \`dist/NAME.wasm\`.`,
  },
  'component-manifest': {
    title: `The sources of a JavaScript component were not found.`,
    explanation: `The folder of a TypeScript component has a \`package.json\`. Where the defaults do not apply, it specifies the WIT and the source file:

\`\`\`json
{ "name": "handler", "component": { "world": "handler", "wit": "../wit", "entry": "src/handler.ts" } }
\`\`\``,
    remedy: `The message lists the places that were searched. [Building TypeScript components](../build-typescript.md) describes all fields.`,
  },
  'go-build': {
    title: `The Go build failed.`,
    explanation: `The sources could not be compiled. Messages about a line are reported there; the output has all of them. \`package NAME/export_… is not in std\` and \`undefined: export_…\` are exports of the world that no source implements.`,
    remedy: `Each interface that the world exports is a separate Go package (\`export_acme_greetings_greetings\`), and functions that the world exports directly are in \`export_wit_world\`. [Go components](../build-languages.md#go) describes the layout.`,
  },
  'go-missing': {
    title: `go was not found.`,
    explanation: `Building a component in Go requires go 1.25 or newer on the path.`,
    remedy: `Install it (go.dev/dl).

If the folder contains a built component, it is used with a warning, because its sources may be newer.`,
  },
  'guest-export-missing': {
    title: `An export of the world is missing.`,
    explanation: `The world exports an item that the module does not export, so no component can be built.`,
    remedy: `Export a function under its name in camel case (\`handle-it\` is \`handleIt\`), and an interface as an object with its functions:

\`\`\`ts
export const incomingHandler = { handle(request, response) { … } };
\`\`\`

The generated declarations in \`types/\` show the expected exports.`,
  },
  'guest-compile-error': {
    title: `The sources of a component cannot be bundled.`,
    explanation: `The sources of the component contain a syntax error or an import that cannot be resolved. The error is reported at its line.`,
    remedy: `Sources can import installed npm packages, their own files, and the imports of the world: an interface by its WIT name, and a function that the world imports directly by the function's name.

\`\`\`ts
import { Fields } from 'wasi:http/types@0.2.12';
import { greet } from 'greet'; // import greet: func(name: string) -> string;
\`\`\`

The files in \`types/\` declare all of them.`,
  },
  'guest-import-missing': {
    title: `An interface does not export the imported name.`,
    explanation: `A source imports a name that the interface does not have, or accesses it on the namespace (\`import * as store\`, \`store.open\`). Often the item was renamed in a WIT package that several components share, or the name is a type.`,
    remedy: `Import the name that the message suggests, in camel case (\`open-all\` is \`openAll\`, the resource \`item\` is the class \`Item\`). Import types with \`import type\`. The files in \`types/\` declare all names.`,
  },
  'guest-type-error': {
    title: `A component has type errors.`,
    explanation: `The project's TypeScript compiler reports a type error, often against the declarations that are generated from the WIT in \`types/\`. A build checks types if \`package.json\` lists \`typescript\`; a warning means that it is listed but not installed.`,
    remedy: `The number in parentheses is the compiler's error number. \`"component": { "check": false }\` in \`package.json\` disables the check; [Types](../build-typescript.md#types) describes when it runs.`,
  },
  'not-a-component-folder': {
    title: `A folder contains no component that can be built.`,
    explanation: `A component's folder has a \`package.json\` (TypeScript, JavaScript), a \`Cargo.toml\` (Rust), a \`go.mod\` (Go), a \`pyproject.toml\` (Python), sources in C or C++, or a \`wit-studio.toml\` with a build command.`,
    remedy: `For any other language, set the command in a [\`wit-studio.toml\`](../build-languages.md), or refer to the built \`.wasm\` file in the plan.`,
  },
  'python-build': {
    title: `The Python build failed.`,
    explanation: `componentize-py loads the modules while it builds: a syntax error, a missing module and an exception at the top level are reported at their line. The output has all messages.`,
    remedy: `The module needs a class with the Python name of the exported interface (\`WitWorld\` for functions that the world exports directly). \`componentize-py bindings\` writes its base class.`,
  },
  'python-missing': {
    title: `componentize-py was not found.`,
    explanation: `Building a Python component requires componentize-py, in a virtual environment (\`.venv\` or \`venv\`, in the folder or one of the two above it) or on the path.`,
    remedy: `In the folder:

\`\`\`sh
python3 -m venv .venv
.venv/bin/pip install componentize-py    # Windows: .venv\\Scripts\\pip
\`\`\`

If the folder contains a built component, it is used with a warning, because its sources may be newer.`,
  },
  'rust-build': {
    title: `The Rust build failed.`,
    explanation: `cargo failed or produced no component. Messages about a line are reported there; the output has all of them.`,
    remedy: `The crate must be a \`cdylib\`, and the target must be installed: \`rustup target add wasm32-wasip2\`. If a signal ended cargo, the system may have run out of memory: build with fewer jobs (\`CARGO_BUILD_JOBS=1\`).`,
  },
  'rust-missing': {
    title: `cargo was not found.`,
    explanation: `Building a Rust component requires cargo on the path.`,
    remedy: `Install Rust (rustup.rs) and run \`rustup target add wasm32-wasip2\`.

If the folder contains a built component, it is used with a warning, because its sources may be newer.`,
  },
  'tool-failed': {
    title: `A build tool does not work.`,
    explanation: `The compiler or builder of the component's language is installed, but fails when it is asked for its version. The message has its exit code and the first line that it printed. A damaged or half-removed installation is the usual cause, such as a \`go\` whose \`GOROOT\` names a folder that is gone, or a virtual environment that was moved.`,
    remedy: `Run the command of the message in a terminal to see all that it prints, and install the tool again.

If the folder contains a built component, it is used with a warning, because its sources may be newer.`,
  },
  'wit-invalid': {
    title: `The WIT of a component is invalid.`,
    explanation: `The WIT that the component is built against has errors, or refers to a package that is not in its \`deps\`.`,
    remedy: `Open the package in the editor, or run \`wit-studio check FOLDER\`; both report every error. \`wit-studio check --fix FOLDER\` adds missing WASI packages.`,
  },
  'wit-unsupported': {
    title: `JavaScript components do not support this WIT yet.`,
    explanation: `The WIT is valid, but the JavaScript engine does not support the type or function in the message:

- Fixed-length lists (\`list<u8, 16>\`): use \`list<u8>\` and check the length.
- A stream or a future as the result of a function that is not \`async\`: it has to be written after the call has returned, but JavaScript only runs while a call is waiting. Write \`async func\` in the WIT.

Or build this component in another language.`,
  },
  'world-unknown': {
    title: `The world of the component is not known.`,
    explanation: `The component's WIT package does not have the world that the component's manifest names, or it has several worlds and the manifest names none. Worlds behind \`@unstable\` are not found, because builds enable no features.`,
    remedy: `A component implements one world; name it in the \`package.json\` of a component in TypeScript or JavaScript:

\`\`\`json
{ "name": "handler", "component": { "world": "handler" } }
\`\`\`

For other languages, write \`world = "handler"\` in a \`wit-studio.toml\`.

If the package has a single world, the setting is not needed.`,
  },
  'no-such-test': {
    title: `No test has the given name.`,
    explanation: `\`wit-studio test --only NAME\` runs the test whose name in the output is exactly NAME: \`suite > test\` in TypeScript and JavaScript, where the name of a suite selects all of it, \`tests::greets\` in a crate, \`TestGreets\` in Go, \`test_answers.TestAnswers.test_greets\` in Python, \`tests/answers.c\` in C. The runner found none.`,
    remedy: `\`wit-studio test\` without \`--only\` prints the names of all tests.`,
  },
  'no-tests': {
    title: `The component has no tests.`,
    explanation: `\`wit-studio test\` runs \`*.test.js\` and \`*.test.ts\` in \`test/\`, \`tests/\` and \`src/\` of a folder with a \`package.json\`, \`cargo test\` in one with a \`Cargo.toml\`, \`go test ./...\` in one with a \`go.mod\`, each \`tests/*.c\` in one with sources in C, and \`tests/test_*.py\` in one with a \`pyproject.toml\`. This folder contains none of them.`,
    remedy: `A test imports the sources:

\`\`\`js
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from '../src/hello.ts';

test('greets', () => assert.equal(greet('Ada'), 'Hello, Ada!'));
\`\`\`

[Tests of a component that imports another](../new.md#tests-of-a-component-that-imports-another) shows mocks for the imports of the world.`,
  },
  'no-wit': {
    title: `A folder has no WIT.`,
    explanation: `The folder passed to \`wit-studio check\` or \`wit-studio new\` does not directly contain a .wit file; or a folder to build has no WIT and is not a program either (C with a \`main\`, Go with the package \`main\`).`,
    remedy: `A package is a folder with .wit files (often called \`wit\`), with its dependencies in \`deps/\` below it, or a single .wit file. Pass that folder or file; for a build, set \`wit = "…"\` in wit-studio.toml.`,
  },
} satisfies Readonly<Record<string, Explained>>;
