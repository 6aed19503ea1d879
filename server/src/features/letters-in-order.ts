/** Matches the names that have the letters of a query in their order, as the lists of editors do. */
export function lettersInOrder(query: string): (name: string) => boolean {
  const letters = [...query.toLowerCase()];
  return (name) => {
    let at = 0;
    const lower = name.toLowerCase();
    return letters.every((letter) => (at = lower.indexOf(letter, at) + 1) > 0);
  };
}
