import type { Rule } from '../../rule.ts';

export const attributeArgument: Rule = {
  code: 'attribute-argument',
  ids: ['G1', 'G2', 'G3'],
  severity: 'error',
  title: `\`@since\` and \`@deprecated\` take \`version = …\`, and \`@unstable\` takes \`feature = …\`.`,
  explanation: `Versions are not quoted.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
interface i {}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@since(feature = x)
interface i {}
`,
    ],
  },
  message: ({ expected, found }) => `Expected \`${expected} = …\`, found \`${found}\`.`,
};
