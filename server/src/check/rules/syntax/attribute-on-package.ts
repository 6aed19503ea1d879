import type { Rule } from '../../rule.ts';

export const attributeOnPackage: Rule = {
  code: 'attribute-on-package',
  ids: ['P6', 'P11'],
  severity: 'error',
  title: `A package cannot have attributes.`,
  explanation: `Gates precede the interfaces and worlds of the package, or the items in them.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
package c:d@1.0.0 {
  @since(version = 1.0.0)
  interface i {}
}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
package c:d@1.0.0 {}
`,
    ],
  },
  message: () => 'A package cannot have attributes. Put them before the interfaces and worlds in it.',
};
