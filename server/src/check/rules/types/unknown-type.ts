import type { Detail, Rule } from '../../rule.ts';
import { suggestedType, typeInOtherLanguages } from '../../words/suggested-type.ts';

export const unknownType: Rule = {
  code: 'unknown-type',
  ids: ['I5', 'T10', 'T17', 'T1'],
  severity: 'error',
  title: `Unknown type.`,
  explanation: `A type is a built-in one, or one that this interface or world defines or uses. \`use\` brings in types of other interfaces. \`float32\` and \`float64\` were renamed to \`f32\` and \`f64\`.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; f: func() -> t; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func() -> t; }
`,
    ],
  },
  message: (detail) => `There is no type called \`${detail.name}\` here.${advice(detail)}`,
};

function advice(detail: Detail): string {
  const [called, meant] = [typeInOtherLanguages(detail), suggestedType(detail)];
  if (detail.name === 'number') return ' WIT has `f64`, and `s32`, `u32` and others for whole numbers.';
  if (called !== undefined) return ` It is called \`${called}\` in WIT.`;
  return meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
}
