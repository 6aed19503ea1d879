import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

export const invalidWasmPackage: Rule = {
  code: 'invalid-wasm-package',
  ids: ['D2', 'D3'],
  severity: 'error',
  title: `A binary package must be valid.`,
  explanation: `The file is damaged (a truncated download, for instance), was made by an incompatible version of a tool, or, in the text format, contains a mistake. The reason is quoted from wit-parser and wasmparser, whose offsets count bytes of the binary. Fetch or build the file again.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance (export "f" (func))))))
  (export "i" (type 0)))
`,
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance
    (export "[get]volume" (func (result u8)))
    (export "[set]volume" (func (param "level" u8)))))))
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
      ? `\`${file}\` cannot be decoded: the decoder failed (${reason}). The file is damaged or not a WIT package: fetch or build it again.`
      : `\`${file}\` is not valid: ${reason}. Fetch or build it again.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> => unreadFiles('invalid-wasm-package', sources),
};
