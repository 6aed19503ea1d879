import type { Explained } from './explained.ts';

/** Plans that cannot be read: composition.toml and WAC documents. */
export const plans = {
  'plan-empty': {
    title: `A plan contains no component.`,
    explanation: `A plan composes the components that it lists, and this one lists none.`,
    remedy: `A \`composition.toml\` requires at least one component:

\`\`\`toml
[instances]
auth = "auth/auth.wasm"
\`\`\`

[Composing components](../compose.md) describes the format.`,
  },
  'plan-key': {
    title: `A plan has an unknown key.`,
    explanation: `The plan has an unknown key; the message suggests the closest known one.

| where                                         | keys                                                       |
| --------------------------------------------- | ---------------------------------------------------------- |
| at the top                                    | \`instances\`, \`component\`, \`exports\`, \`packages\`, \`document\`, \`targets\`, \`versions\` |
| \`[instances.NAME]\`                            | \`component\`, \`imports\`, \`env\`, \`config\`, \`files\`            |
| \`[component.NAME]\`                            | \`path\`, \`imports\`, \`env\`, \`config\`, \`files\`                 |
| an import of \`[instances.NAME.imports]\` | \`instance\`, \`export\`; or \`stub\` alone                                  |
| an import of \`[component.NAME.imports]\`       | \`component\`, \`export\`; or \`stub\` alone                                  |
| an export of \`[exports]\` | \`instance\` or \`component\`, and \`export\` |

A configuration of \`wasm-tools compose\` has \`definitions\`, \`search-paths\`, \`skip-validation\`, \`import-components\`, \`disallow-imports\`, \`dependencies\` and \`instantiations\`; an instantiation has \`dependency\` and \`arguments\`.`,
    remedy: `Correct or remove the key. [Composing components](../compose.md) describes both forms.`,
  },
  'no-components': {
    title: `No components were found.`,
    explanation: `The given paths contain no component: neither a \`.wasm\` file that is one, nor a project that builds one. Folders are searched recursively, except \`node_modules\`, \`target\`, \`dist\`, \`deps\` and those that start with a dot.`,
    remedy: `Pass the components directly, or a [plan](../compose.md). Folders count as projects if they have \`"component"\` in a \`package.json\`, \`crate-type = ["cdylib"]\` in a \`Cargo.toml\`, a \`wit-studio.toml\`, or sources in Go (\`go.mod\`), Python (\`pyproject.toml\`) or C and a \`wit\` folder in them or beside them.`,
  },
  'plan-exists': {
    title: `A plan would be overwritten.`,
    explanation: `\`--write-plan\` and _WIT: New Composition…_ write a new plan, but the file already exists.`,
    remedy: `Compose the existing plan, or choose another file name.`,
  },
  'plan-root': {
    title: `A configuration has no root component.`,
    explanation: `\`wasm-tools compose\` takes a root component in addition to its configuration: its imports are satisfied, and its exports become those of the composition. The root component was neither given nor found.`,
    remedy: `Pass it to the command, \`wit-studio compose --config compose.yml app.wasm\`, or add it to the configuration, which also works in the editor:

\`\`\`yaml
dependencies:
  root: app.wasm
\`\`\`

A \`root.wasm\` beside the configuration or in one of its \`search-paths\` is found automatically.`,
  },
  'plan-syntax': {
    title: `A plan is not valid TOML or YAML.`,
    explanation: `The plan is not valid [TOML](https://toml.io/en/v1.0.0), or the configuration not valid [YAML](https://yaml.org/spec/1.2.2/).`,
    remedy: `Usually quotes are missing: paths need them, and so do keys with \`:\`, \`/\` or \`@\`.

\`\`\`toml
[instances]
auth = "auth/auth.wasm"         # not: auth = auth/auth.wasm

[instances.handler.imports]
"acme:auth/verify" = "auth"     # not: acme:auth/verify = "auth"
\`\`\``,
  },
  'plan-unreadable': {
    title: `A plan cannot be read.`,
    explanation: `The file does not exist, is not readable, or is not a \`.toml\`, \`.wac\`, \`.yml\` or \`.yaml\` file.`,
    remedy: `Check the path. To plug components together without a plan, pass the socket and its plugs instead.`,
  },
  'plan-value': {
    title: `A value in a plan has the wrong type.`,
    explanation: `A key of the plan has a value of the wrong type; the message has the expected one.`,
    remedy: `Paths and names of instances are strings, \`imports\` and \`packages\` tables, \`exports\` a table or an array of instances. Names must be unique across \`[instances]\` and \`[component]\`.`,
  },
  'unknown-instance': {
    title: `A plan refers to an unknown instance.`,
    explanation: `The plan refers to an instance that it does not define.`,
    remedy: `Correct the name, or add the instance. Instances are the keys under \`[instances]\`.`,
  },
  'unknown-import': {
    title: `A plan satisfies an import that the instance does not have.`,
    explanation: `The plan wires an import, but the instance has no such import. The message suggests the closest name or lists the existing ones.`,
    remedy: `Correct the name. Compilers often omit imports that a component does not use; in that case, remove the line.`,
  },
  'unknown-export': {
    title: `A plan refers to an export that the instance does not have.`,
    explanation: `The plan refers to an export that the instance does not have. The message suggests the closest name or lists the existing ones.`,
    remedy: `Correct the name. The version may be omitted (\`"wasi:http/incoming-handler"\`) unless the instance exports several.`,
  },
  'wac-invalid': {
    title: `A WAC document has an error.`,
    explanation: `The WAC document violates the [language](https://github.com/bytecodealliance/wac/blob/main/LANGUAGE.md), or its components do not match. The message comes from the official \`wac\` parser, with its location; the lines below it give further reasons and locations.`,
    remedy: `An argument is usually an interface of an instance, not the instance itself: \`new edge:app { storage: depot.storage }\`, where \`depot\` is \`new edge:depot {}\`. For an unknown name, the message suggests the closest known name or lists all of them.`,
  },
  'wac-package-missing': {
    title: `A package of a WAC document is not found.`,
    explanation: `Neither a component nor a WIT package is found for a package in the document.`,
    remedy: `Add it to a \`composition.toml\` beside the document,

\`\`\`toml
[packages]
"edge:auth" = "auth/auth.wasm"    # or a folder that is built
\`\`\`

or put it where the \`wac\` command looks for packages: \`deps/edge/auth.wasm\` beside the document, with a version \`deps/edge/auth/1.0.0.wasm\`. A package that is only needed for its types (\`use\`, \`import\`, \`targets\`) may be WIT: a folder of \`.wit\` files at the same location (\`deps/edge/auth/\` or \`deps/edge/auth/1.0.0/\`), or a folder or file under \`[packages]\`; it is also found in \`wit\` or \`wit/deps\` beside the document, and packages of WASI are built in.`,
  },
  'unknown-world': {
    title: `A world is not found.`,
    explanation: `The target world of a composition or component is not found: its name is not a valid world name, its package is not found, or the package has no such world.`,
    remedy: `Write the world with its package and version, \`wasi:http/proxy@0.2.12\`. WASI is built in; other packages, and newer versions of WASI, are looked up in the folders \`wit\`, \`wit/deps\` and \`deps/ns/name\` beside the plan, and in \`[packages]\` of the plan:

\`\`\`toml
targets = "acme:edge/service"

[packages]
"acme:edge" = "../contracts"
\`\`\``,
  },
} satisfies Readonly<Record<string, Explained>>;
