import type { Rule } from '../../rule.ts';

export const includeGateConflict: Rule = {
  code: 'include-gate-conflict',
  ids: ['W11'],
  severity: 'error',
  title: `An interface that a world gets from several places must have the same gate in each.`,
  explanation: `A world that imports or exports an interface, and includes a world that does the same, has it once, behind one gate. One of the two may be ungated; otherwise both gates must be equal, including any deprecation. An import that is implied by another item has the gate of that item; \`@since\` of another package does not count.`,
  examples: {
    accept: [
      `package a:b@1.1.0;
interface i {}
world v { @since(version = 1.0.0) import i; }
world w { include v; import i; }
`,
    ],
    reject: [
      `package a:b@1.1.0;
interface i {}
world v { @since(version = 1.0.0) import i; }
world w { include v; @since(version = 1.1.0) import i; }
`,
    ],
  },
  message: ({ name, world, direction }) =>
    `The world \`${world}\` includes this, and also ${direction}s \`${name}\` behind another gate. Give both the same gate.`,
};
