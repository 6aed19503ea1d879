/** How mistakes are corrected, by wac's message; the first that matches counts. */
const HELP: readonly (readonly [message: RegExp, help: string | ((name: string) => string)])[] = [
  [/^expected `package` keyword/, 'A document starts with its name: package acme:service;'],
  [/^expected `;`, found `\(`/, 'A function has one result, which has no name.'],
  [/^expected `;`/, 'A statement ends with a semicolon: let a = new acme:auth {};'],
  [/^expected `,`, found (?:`;`|`\w+` keyword)/, 'End the list by }.'],
  [
    /^expected `,`, found `<`/,
    'Only tuple, list, option, result, borrow, future and stream have parameters.',
  ],
  [/^expected `>`, found `,`/, 'The type has one parameter; a document has no lists of fixed length.'],
  [
    /^expected (?:identifier|either `new` keyword.*), found `(\w+)` keyword/,
    (word) => `A name that is a word of the language has a percent sign: %${word}.`,
  ],
  [/^expected either `}`.*found `\w+` keyword/, 'End the braces by }.'],
  [/^expected `,`, found `=`/, 'An argument has a colon between its name and its value: { name: value }.'],
  [
    /^expected package name, found string literal/,
    'Name the package of the component, acme:auth. A composition.toml beside the document gives it a path, under [packages].',
  ],
  [/^expected package name, found package path/, 'Name the component alone, without an interface of it.'],
  [
    /^expected either `import` keyword/,
    'A statement starts with import, let, export, or the word of a type.',
  ],
  [/unterminated string/, 'End the string by ", in the same line.'],
  [/unterminated comment/, 'End the comment by */; each comment within it has an end of its own.'],
  [/is not a valid semantic version/, 'A version has three numbers: 1.0.0.'],
  [/must contain at least one/, 'Add one, or remove the definition.'],
  [
    /^missing instantiation argument `(.*?)`/,
    (name) =>
      `Give it, as in { "${name}": other["${name}"] }, or end the arguments with ... to leave the others open.`,
  ],
  [/^mismatched instantiation argument/, 'Build both components against the same WIT.'],
  [/^duplicate instantiation argument/, 'Remove one of the two arguments.'],
  [/^the instance has no matching exports/, 'Remove it: of its exports, no argument is missing.'],
  [/^implicit import argument/, 'Move ... behind the other arguments.'],
  [
    /^cannot instantiate the package being defined/,
    'Name the package of a component: this one is the result.',
  ],
  [/^an instance is required to perform an access/, 'Remove what follows it: a function has no exports.'],
  [/^an instance is required to perform a spread/, 'Give it without the dots.'],
  [/^`(.*)` is already defined/, (name) => `Give one of the two another name than ${name}.`],
  [/^export statement requires an `as`/, 'Name the export: export … as run;'],
  [/^instance has no exports or all/, 'Remove the statement, or export single items of it with as.'],
  [/^duplicate (?:import|export) /, 'Remove one of the two, or name it otherwise with as.'],
  [/^duplicate |conflicts with (?:existing|previous name)/, 'Remove one of the two, or name it otherwise.'],
  [
    /name `.*` is not valid$/,
    'Names are words in kebab case, run-all, or interfaces with their package, acme:auth/verify@1.0.0.',
  ],
  [/^import `.*` conflicts with an item/, 'Give the instance this import as an argument, in place of ....'],
  [
    /^failed to merge the type definition for implicit import/,
    'The two instances mean different types: give one of them the import as an argument, in place of ....',
  ],
  [
    /target world `/,
    'A document compares versions exactly: target the version that the components have, or check the result by wit-studio compose --targets.',
  ],
  [/cannot recursively contain a borrow/, 'Return the resource without borrow<…>.'],
];

export function helpFor(message: string): string | undefined {
  for (const [pattern, help] of HELP) {
    const found = pattern.exec(message);
    if (found) return typeof help === 'string' ? help : help(found[1] ?? '');
  }
  return undefined;
}
