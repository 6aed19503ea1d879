/** Counts a hit, and says whether to stop at it. */
export type HitCount = () => boolean;

/**
 * Reads `5` (the fifth and later), `== 5`, `> 5`, `>= 5`, `< 5`, `% 5` (every fifth).
 * @throws Error with the valid forms
 */
export function readHitCount(text: string): HitCount {
  const [, operator = '>=', figure] = /^\s*(==?|>=?|<=?|%)?\s*(\d+)\s*$/.exec(text) ?? [];
  const wanted = Number(figure);
  if (figure === undefined || (operator === '%' && wanted === 0))
    throw new Error(`expected a count as in 5, > 5 or % 5, found ${text}`);
  let hits = 0;
  return () => {
    hits++;
    if (operator === '%') return hits % wanted === 0;
    if (operator === '>') return hits > wanted;
    if (operator === '>=') return hits >= wanted;
    if (operator === '<') return hits < wanted;
    return operator === '<=' ? hits <= wanted : hits === wanted;
  };
}
