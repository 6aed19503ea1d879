import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

const KINDS: Readonly<Record<string, string>> = {
  'not-wasm': 'is neither WebAssembly nor WIT',
  'core-module': 'is a core module, which has no WIT',
  component: 'is a runnable component, not a WIT package',
};

export const notAWitPackage: Rule = {
  code: 'not-a-wit-package',
  ids: ['D2', 'D3'],
  severity: 'error',
  title: `A \`.wasm\` or \`.wat\` file in \`deps\` must be a WIT package.`,
  explanation: `A WIT package in the binary format is a component that exports only types: \`wkg wit build\` and \`wasm-tools component wit FOLDER --wasm\` make one from a folder of WIT. A component that can be run is not a package, although it contains WIT: \`wasm-tools component wit FILE\` prints its imports and exports. Everything in \`deps\` is read, whether or not it is used, so the file is refused even if nothing refers to it. The error is reported on the package header, because the file itself is not text.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance))))
  (export "i" (type 0)))
`,
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wasm
package c:d;
interface i {}
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component)
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type $t (instance (export "req" (type (sub resource)))))
  (import "a:up/handler" (instance $i (type $t)))
  (export "a:down/handler@0.3.0" (instance $i)))
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(module)
`,
      `//- /a.wit
package a:b;
//- /deps/c.wasm
Not Found
`,
      `//- /a.wit
package a:b;
//- /deps/c.wasm

`,
    ],
  },
  message: ({ file, kind }) =>
    `\`${file}\` ${KINDS[kind ?? '']}. Replace it by a WIT package, for example with \`wkg wit fetch\`.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> => unreadFiles('not-a-wit-package', sources),
};
