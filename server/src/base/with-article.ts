/** A noun of a message with its indefinite article by its sound: "an interface", "a world", "a u8", "an s8". */
export const withArticle = (noun: string): string =>
  `${/^(?:[aeio]|u(?!\d)|[sf]\d)/i.test(noun) ? 'an' : 'a'} ${noun}`;
