import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';

export const unknownAttribute: Rule = {
  code: 'unknown-attribute',
  ids: ['G7'],
  severity: 'error',
  title: `Unknown attribute.`,
  explanation: `The attributes are \`@since\`, \`@unstable\`, \`@deprecated\` and \`@external-id\`. There are no others, because a tool could not know whether an unknown attribute is safe to ignore.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
@unstable(feature = x)
interface i {}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@stable(feature = x)
interface i {}
`,
    ],
  },
  message: ({ name = '' }) =>
    `There is no attribute \`@${name}\`.${didYouMean({ name, candidates: 'since unstable deprecated external-id' })}`,
};
