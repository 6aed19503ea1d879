import type { Rule } from '../../rule.ts';

export const invalidVersion: Rule = {
  code: 'invalid-version',
  ids: ['P2', 'L13', 'G1', 'G3'],
  severity: 'error',
  title: `A version must be a semantic version.`,
  explanation: `A version is \`1.2.3\`, optionally with a pre-release (\`-rc.1\`) and build metadata (\`+5\`); see semver.org. All three numbers are required, without leading zeros.`,
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
    `\`${version}\` is not a version: ${reason}. Examples are \`1.2.3\` and \`1.2.3-rc.1\`.`,
};
