import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';

export const accessorInOlderTools: Rule = {
  code: 'accessor-in-older-tools',
  ids: ['A1'],
  severity: 'error',
  newest: 'accepted',
  title: `Tools up to 0.259 do not support getters and setters.`,
  explanation: `\`name: get() -> type;\` and \`name: set(value: type);\` need tools from 0.260 on. The error is reported only when the verdicts of older tools are selected (\`wit.wasmTools\`, \`--wasm-tools 0.259\`).`,
  examples: {
    accept: [
      `package a:b;
interface i { get-volume: func() -> u8; set-volume: func(level: u8); }
`,
    ],
    reject: [
      `package a:b;
interface i { volume: get() -> u8; }
`,
    ],
  },
  message: ({ name, accessor }) =>
    `Tools up to 0.259 have no \`${accessor}\`. Write a function: \`${accessor}-${name}: func\`.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { name, func, resource } of functionsIn(item)) {
      if (!func.accessor || !name) continue;
      // In a world the word is read as a path, and its parenthesis is the mistake.
      const first = item.kind === 'extern' && !resource ? func.first + 1 : func.first;
      yield { at: { first, last: first }, detail: { name: name.text, accessor: func.accessor } };
    }
  },
};
