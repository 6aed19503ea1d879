import type { Rule } from '../../rule.ts';

export const invalidUtf8: Rule = {
  code: 'invalid-utf8',
  ids: ['L1'],
  severity: 'error',
  title: `A WIT file must be encoded as UTF-8.`,
  explanation: `wit-parser refuses a file that contains bytes that are not UTF-8, even in a comment. Such a file was often saved as Latin-1 or UTF-16; save it as UTF-8. Only the first place is reported. (Text cannot show such bytes, so there is no example.)`,
  examples: { accept: [], reject: [] },
  message: ({ byte, encoding }) =>
    encoding
      ? `This file is ${encoding}, but WIT must be UTF-8. Save it as UTF-8.`
      : `The byte ${byte} is not valid UTF-8 here, and WIT must be UTF-8. Save the file as UTF-8.`,
};
