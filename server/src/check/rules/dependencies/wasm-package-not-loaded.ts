import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

export const wasmPackageNotLoaded: Rule = {
  code: 'wasm-package-not-loaded',
  ids: ['D2'],
  severity: 'info',
  title: `A \`.wasm\` or \`.wat\` package in \`deps\` can be loaded.`,
  explanation: `A \`.wasm\` or \`.wat\` file may hold any package that is not found elsewhere, so paths into packages that are not found are not checked while one is not read. The decoder is part of WIT Studio; if it does not start, the reason is in the message. \`wasm-tools component wit FILE\` prints a file's WIT, to put in its place.`,
  // Where examples are tested, there is a decoder.
  examples: { accept: [], reject: [] },
  message: ({ file, reason }) =>
    `\`${file}\` is in the binary format and is not read: ${reason || 'there is no decoder here'}. What is taken from it is not checked.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> => unreadFiles('wasm-package-not-loaded', sources),
};
