import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';

export const unknownAttribute: Rule = {
  code: 'unknown-attribute',
  ids: ['G7'],
  severity: 'error',
  title: `The attributes are \`@since\`, \`@unstable\`, \`@deprecated\` and \`@external-id\`.`,
  explanation: `Tools that do not know an attribute cannot know whether they may pass over it, so there are no others.`,
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
