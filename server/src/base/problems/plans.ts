import type { Explained } from './explained.ts';

/** Plans that cannot be read: composition.toml and WAC documents. */
export const plans = {
  'plan-empty': {
    title: `A plan names no component.`,
    explanation: `A plan composes the components that it names, and this one names none.`,
    remedy: `A \`composition.toml\` has to name at least one component:

\`\`\`toml
[instances]
auth = "auth/auth.wasm"
\`\`\`

[Composing components](../compose.md) describes the format.`,
  },
  'plan-key': {
    title: `A key of a plan means nothing.`,
    explanation: `The plan has a key that means nothing there; the message suggests the nearest one that does.

| where                                         | keys                                                       |
| --------------------------------------------- | ---------------------------------------------------------- |
| at the top                                    | \`instances\`, \`component\`, \`exports\`, \`packages\`, \`document\` |
| \`[instances.NAME]\`                            | \`component\`, \`imports\`                                     |
| \`[component.NAME]\`                            | \`path\`, \`imports\`                                          |
| an import of \`[instances.NAME.imports]\`, an export | \`instance\`, \`export\`                                  |
| an import of \`[component.NAME.imports]\`       | \`component\`, \`export\`                                      |

A configuration of \`wasm-tools compose\` has \`definitions\`, \`search-paths\`, \`skip-validation\`, \`import-components\`, \`disallow-imports\`, \`dependencies\` and \`instantiations\`; an instantiation has \`dependency\` and \`arguments\`.`,
    remedy: `[Composing components](../compose.md) describes both forms.`,
  },
  'no-components': {
    title: `There is nothing to compose.`,
    explanation: `What was named has no component: no \`.wasm\` file that is one, and no project that is built into one. A folder is searched with its subfolders, except \`node_modules\`, \`target\`, \`dist\`, \`deps\` and those that begin with a dot.`,
    remedy: `Name the components themselves, or a [plan](../compose.md). A project says that it is a component by \`"component"\` in its \`package.json\`, or by \`crate-type = ["cdylib"]\` in its \`Cargo.toml\`.`,
  },
  'plan-exists': {
    title: `A plan would be overwritten.`,
    explanation: `\`--write-plan\` writes a new plan, and there is a file of that name already.`,
    remedy: `Compose the plan that is there, or name another file.`,
  },
  'plan-root': {
    title: `A configuration does not say which component is its root.`,
    explanation: `\`wasm-tools compose\` takes a root component beside its configuration: the one whose imports are filled, and whose exports are those of the composition. Here it was neither given nor found.`,
    remedy: `Name it in the command, \`wit-studio compose --config compose.yml app.wasm\`, or in the configuration, which the editor understands, too:

\`\`\`yaml
dependencies:
  root: app.wasm
\`\`\`

A \`root.wasm\` beside the configuration or in one of its \`search-paths\` is found without.`,
  },
  'plan-syntax': {
    title: `A plan is not valid TOML or YAML.`,
    explanation: `The plan is not valid [TOML](https://toml.io/en/v1.0.0), or the configuration not valid [YAML](https://yaml.org/spec/1.2.2/).`,
    remedy: `Most often quotes are missing: paths need them, and so do names with \`:\`, \`/\` or \`@\` that are keys.

\`\`\`toml
[instances]
auth = "auth/auth.wasm"         # not: auth = auth/auth.wasm

[instances.handler.imports]
"acme:auth/verify" = "auth"     # not: acme:auth/verify = "auth"
\`\`\``,
  },
  'plan-unreadable': {
    title: `A plan cannot be read.`,
    explanation: `What should be composed is no plan that can be read: the file is missing, may not be read, or is neither a \`.toml\`, \`.yml\` nor \`.wac\` file.`,
    remedy: `To plug components together without a plan, name the socket and its plugs instead.`,
  },
  'plan-value': {
    title: `A value of a plan is of the wrong kind.`,
    explanation: `A key of the plan has a value of another kind than it needs; the message says which.`,
    remedy: `Paths and names of instances are strings, \`imports\` and \`packages\` tables, \`exports\` a table or an array of instances. A name stands for one component, under \`[instances]\` and \`[component]\` together.`,
  },
  'unknown-instance': {
    title: `A plan mentions an instance that it does not have.`,
    explanation: `The plan mentions an instance that it does not have.`,
    remedy: `Instances are the keys under \`[instances]\`.`,
  },
  'unknown-import': {
    title: `A plan fills an import that the instance does not have.`,
    explanation: `The plan says where an import comes from, but the instance has no such import. The message suggests the nearest name or lists those that exist.`,
    remedy: `An import that a component does not use is often left out by its compiler; then the line can go.`,
  },
  'unknown-export': {
    title: `A plan asks for an export that the instance does not have.`,
    explanation: `The plan asks for an export that the instance does not have. The message suggests the nearest name or lists those that exist.`,
    remedy: `The version may be left out (\`"wasi:http/incoming-handler"\`) unless the instance exports several.`,
  },
  'wac-invalid': {
    title: `A WAC document has a mistake.`,
    explanation: `The WAC document has a mistake, in its [language](https://github.com/bytecodealliance/wac/blob/main/LANGUAGE.md) or in how its components go together. The message is that of the official \`wac\` parser, at the place it points to; lines below give deeper reasons and other places.`,
    remedy: `An argument is most often an interface of an instance, and not the instance: \`new edge:app { storage: depot.storage }\`, where \`depot\` is \`new edge:depot {}\`. A name that means nothing is answered with the nearest that does, or with all of them.`,
  },
  'wac-package-missing': {
    title: `A WAC document names an unknown package.`,
    explanation: `A WAC document names packages, and neither a component nor WIT is known for this one.`,
    remedy: `Name it in a \`composition.toml\` beside the document,

\`\`\`toml
[packages]
"edge:auth" = "auth/auth.wasm"    # or a folder that is built
\`\`\`

or put it where the \`wac\` command looks, too: \`deps/edge/auth.wasm\` beside the document, with a version \`deps/edge/auth/1.0.0.wasm\`. A package that a document names for its types only (\`use\`, \`import\`, \`targets\`) may be WIT: a folder of \`.wit\` files in these places (\`deps/edge/auth/\` or \`deps/edge/auth/1.0.0/\`), or a folder or file under \`[packages]\`.`,
  },
  'unknown-world': {
    title: `A world is not found.`,
    explanation: `A composition or component is to fit a world that is not found: its name is not that of a world, its package is nowhere, or the package has no such world.`,
    remedy: `A world is named with its package and version, \`wasi:http/proxy@0.2.12\`. WASI is known; any other package is looked for in the folders \`wit\` and \`deps/ns/name\` beside the plan, and where \`[packages]\` in the plan says:

\`\`\`toml
targets = "acme:edge/service"

[packages]
"acme:edge" = "../contracts"
\`\`\``,
  },
} satisfies Readonly<Record<string, Explained>>;
