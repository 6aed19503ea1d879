import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

export const invalidWasmPackage: Rule = {
  code: 'invalid-wasm-package',
  ids: ['D2', 'D3'],
  severity: 'error',
  title: `A package in the binary format is valid.`,
  explanation: `The file is damaged (cut short by a broken download, say), was made by a tool of another version, or, if it is the text format, has a mistake in it. The reason is in the words of wit-parser and wasmparser, whose offsets count bytes of the binary. Fetch or build the file again.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance (export "f" (func))))))
  (export "i" (type 0)))
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "c:d/i"
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "i" (instance))))
  (export "i" (type 0)))
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance (export "F" (func)) (export "f" (func))))))
  (export "i" (type 0)))
`,
    ],
  },
  message: ({ file, kind, reason }) =>
    kind === 'gave-up'
      ? `\`${file}\` cannot be decoded: the decoder gave up on it (${reason}). The file is damaged, or no package of WIT: fetch or build it again.`
      : `\`${file}\` is not valid: ${reason}. Fetch or build it again.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> => unreadFiles('invalid-wasm-package', sources),
};
