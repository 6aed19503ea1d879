import type { Rule } from '../../rule.ts';

export const invalidUtf8: Rule = {
  code: 'invalid-utf8',
  ids: ['L1'],
  severity: 'error',
  title: `A file of WIT is UTF-8.`,
  explanation: `The reference does not read a file whose bytes are not UTF-8, wherever they stand: in a comment as well. Such a file was often saved as Latin-1 or UTF-16; save it as UTF-8. Only the first place is told. (No text can show it, so there is no example.)`,
  examples: { accept: [], reject: [] },
  message: ({ byte, encoding }) =>
    encoding
      ? `This file is ${encoding}, and the reference reads only UTF-8. Save it as UTF-8.`
      : `The byte ${byte} is not UTF-8 here, and the reference does not read such a file. Save it as UTF-8.`,
};
