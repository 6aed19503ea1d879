import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

export const wasmPackageNotLoaded: Rule = {
  code: 'wasm-package-not-loaded',
  ids: ['D2'],
  severity: 'info',
  title: `A binary package could not be loaded.`,
  explanation: `A \`.wasm\` or \`.wat\` file that is not read could contain any package that is otherwise missing, so paths into missing packages are not checked meanwhile. The decoder is part of WIT Studio; if it does not start, the message gives the reason. \`wasm-tools component wit FILE\` prints the package as WIT, which can replace the file.`,
  // Where examples are tested, there is a decoder.
  examples: { accept: [], reject: [] },
  message: ({ file, reason }) =>
    `\`${file}\` was not loaded: ${reason || 'the decoder is not available'}. References to its items are not checked.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> => unreadFiles('wasm-package-not-loaded', sources),
};
