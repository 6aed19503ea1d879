import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

export const conflictingWasmPackages: Rule = {
  code: 'conflicting-wasm-packages',
  ids: ['D4'],
  severity: 'error',
  title: `Binary packages must agree on the packages they share.`,
  explanation: `A package in the binary format embeds the packages that it uses. Where two files in \`deps\` embed the same package, an interface in both must give functions of the same name the same type, and a world in both must have the same items; everything else is merged. A difference means that the files were built against different revisions of that package: build or fetch them again. The error is reported on the file whose name sorts last.`,
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
    `\`${file}\` conflicts with other packages in \`deps\`: ${reason}. Build or fetch them again, from the same revisions.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> =>
    unreadFiles('conflicting-wasm-packages', sources),
};
