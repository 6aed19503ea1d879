import type { Explained } from './explained.ts';

/** Components and packages that could not be started. */
export const newComponents = {
  'folder-not-empty': {
    title: `The folder for a new component or package is not empty.`,
    explanation: `A new component or package is created in an empty folder, so that no existing file is overwritten.`,
    remedy: `Choose a folder that does not exist yet, or an empty one; a \`.git\` in it is allowed. Nothing was written.`,
  },
  'folder-unwritable': {
    title: `A folder cannot be written.`,
    explanation: `The files of a new component or package could not be written. The message has the system's reason: often the folder is not writable, or the path is a file.`,
  },
  'function-invalid': {
    title: `The first function of a component is not valid WIT.`,
    explanation: `A new component can start with a function of your choice. It is written as in the body of an interface:

\`\`\`wit
greet: func(name: string) -> string
\`\`\``,
    remedy: `Types are \`bool\`, \`u8\` to \`u64\`, \`s8\` to \`s64\`, \`f32\`, \`f64\`, \`char\`, \`string\`, and \`list<t>\`, \`option<t>\`, \`result<t, e>\` and \`tuple<t, u>\` of them. For records and other custom types, create a package first (\`wit-studio new package\`, _WIT: New Package…_) and use one of its worlds.`,
  },
  'language-unsupported': {
    title: `There is no template for this world and language.`,
    explanation: `The language has no template for an item of the world. Services and programs of WASI 0.3 have none in Go and C; the help says which generator has which limit. In Python, neither have an exported resource without functions, one in an interface that is named as a module of Python, and an exported interface that is written within its world; in Go and C, neither have asynchronous functions, streams, futures, maps, error contexts and lists of a fixed length. Nothing was written.`,
    remedy: `Use TypeScript, JavaScript or Rust, which have templates for every world; or start from a smaller world and extend its WIT. Building is not restricted.`,
  },
  'name-invalid': {
    title: `A name is not a valid WIT name.`,
    explanation: `Names in WIT are words of letters and digits, joined by hyphens: \`greeting\`, \`my-component\`, \`http2-client\`. The first word starts with a letter; there are no spaces, dots, underscores or capitals within a word. A package has two such names, and may have a version: \`my-company:greetings@0.1.0\`.`,
    remedy: `A new component is named after its folder. _WIT: New Component…_ asks for the name and makes the folder; in a terminal, a folder with another name is possible: \`wit-studio new component --name my-component FOLDER\`.`,
  },
} satisfies Readonly<Record<string, Explained>>;
