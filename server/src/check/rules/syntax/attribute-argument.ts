import type { Rule } from '../../rule.ts';

export const attributeArgument: Rule = {
  code: 'attribute-argument',
  ids: ['G1', 'G2', 'G3'],
  severity: 'error',
  title: `\`@since\` and \`@deprecated\` take \`version = …\`, \`@unstable\` takes \`feature = …\`.`,
  explanation: `A version is written without quotes.`,
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
