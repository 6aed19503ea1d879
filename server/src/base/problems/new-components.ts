import type { Explained } from './explained.ts';

/** Components and packages that could not be started. */
export const newComponents = {
  'folder-not-empty': {
    title: `The folder for something new is not empty.`,
    explanation: `A new component or package gets a folder of its own, so that nothing of yours is overwritten.`,
    remedy: `Name a folder that does not exist yet, or an empty one; a \`.git\` in it does no harm. Nothing was written.`,
  },
  'folder-unwritable': {
    title: `A folder cannot be written.`,
    explanation: `The files of a new component or package could not be written. The message has the system's reason: often the folder belongs to somebody else, or what is named is a file.`,
  },
  'function-invalid': {
    title: `The first function of a component is not one in WIT.`,
    explanation: `A new component can start with a function of its own. It is written as in the body of an interface, with types that WIT has:

\`\`\`wit
greet: func(name: string) -> string
\`\`\``,
    remedy: `Types are \`bool\`, \`u8\` to \`u64\`, \`s8\` to \`s64\`, \`f32\`, \`f64\`, \`char\`, \`string\`, and \`list<t>\`, \`option<t>\`, \`result<t, e>\` and \`tuple<t, u>\` of them. For records and other types of your own, start a package first (\`wit-studio new package\`, _WIT: New Package_) and name one of its worlds.`,
  },
  'language-unsupported': {
    title: `A world for which a language has no start yet.`,
    explanation: `The files of a new component could not be written, because the world has something that this language has no start for: in Python an exported resource, in Go and C anything but one function from text to text, \`wasi:http/proxy\` and \`wasi:cli/command\`. Nothing was written.`,
    remedy: `Start it in TypeScript, JavaScript or Rust, which have a start for every world; or start from a smaller world and add to its WIT. Building is not restricted.`,
  },
  'name-invalid': {
    title: `A name is not one that WIT has.`,
    explanation: `Names in WIT are words of letters and digits, joined by hyphens: \`greeting\`, \`my-component\`, \`http2-client\`. The first word starts with a letter; there are no spaces, dots, underscores or capitals within a word. A package has two such names, and may have a version: \`my-company:greetings@0.1.0\`.`,
    remedy: `A new component is named like its folder. Where the folder's name is no name in WIT, give another one: \`wit-studio new component --name my-component FOLDER\`.`,
  },
} satisfies Readonly<Record<string, Explained>>;
