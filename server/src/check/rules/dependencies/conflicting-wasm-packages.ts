import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

export const conflictingWasmPackages: Rule = {
  code: 'conflicting-wasm-packages',
  ids: ['D4'],
  severity: 'error',
  title: `What several packages in the binary format hold of the same package does not differ.`,
  explanation: `A package in the binary format carries what it uses of others. Where two files in \`deps\` hold the same interface of the same package, functions of the same name have the same type, and worlds of the same name the same items; the rest is put together. They differ if they were built against different states of that package: build or fetch them again. The file that is told is the later one by name.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
world w { import c:d/i; import c:d/j; }
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance (export "f" (func))))))
  (export "i" (type 0)))
//- /deps/e.wat
(component
  (type (component (export "c:d/j" (instance (export "f" (func (result u8)))))))
  (export "j" (type 0)))
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance (export "f" (func))))))
  (export "i" (type 0)))
//- /deps/e.wat
(component
  (type (component (export "c:d/i" (instance (export "f" (func (result u8)))))))
  (export "i" (type 0)))
`,
    ],
  },
  message: ({ file, reason }) =>
    `\`${file}\` does not go with the other packages in \`deps\`: ${reason}. Build or fetch them again, against the same packages.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> =>
    unreadFiles('conflicting-wasm-packages', sources),
};
