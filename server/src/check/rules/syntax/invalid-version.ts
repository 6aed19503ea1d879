import type { Rule } from '../../rule.ts';

export const invalidVersion: Rule = {
  code: 'invalid-version',
  ids: ['P2', 'L13', 'G1', 'G3'],
  severity: 'error',
  title: `A version is a semantic version: \`1.2.3\`, with a pre-release (\`-rc.1\`) and build (\`+5\`) if need be.`,
  explanation: `See semver.org. All three numbers are written, without leading zeros.`,
  examples: {
    accept: [
      `package a:b@1.2.3-rc.1+build.5;
`,
    ],
    reject: [
      `package a:b@1.02.3;
`,
    ],
  },
  message: ({ version, reason }) =>
    `\`${version}\` is no version: ${reason}. Write it as in \`1.2.3\` or \`1.2.3-rc.1\`.`,
};
