import type { Snapshot } from '../analysis/snapshot.ts';
import { attributedItems } from '../check/facts/attributed-items.ts';
import type { Name, TokenIndex } from '../syntax/ast.ts';
import type { Tokens } from '../syntax/lexer/tokens.ts';
import { packagesIn } from './name-at.ts';

/** The name of the feature at a token: the last word of `@unstable(feature = name`. */
export function featureAt(tokens: Tokens, token: TokenIndex): string | undefined {
  const before = [4, 3, 2, 1].map((n) => tokens.textOf(Math.max(0, token - n))).join(' ');
  return before === 'unstable ( feature =' ? tokens.textOf(token).replace(/^%/, '') : undefined;
}

/**
 * The features that the package of a file names, sorted.
 *
 * @param offset of a word that is being typed, which does not count
 */
export function featuresNamed(snapshot: Snapshot, uri: string, offset: number): readonly string[] {
  const named = packagesIn(snapshot.root(uri), uri).flatMap((one) =>
    attributedItems(one).flatMap((item) =>
      item.attributes.flatMap((gate) =>
        gate.kind === 'unstable' && gate.feature ? [{ uri: item.uri, name: gate.feature }] : [],
      ),
    ),
  );
  const isTyped = (file: string, { token }: Name) =>
    file === uri && snapshot.file(uri)?.tokens.start(token) === offset;
  const others = named.filter(({ uri: file, name }) => !isTyped(file, name));
  return [...new Set(others.map(({ name }) => name.text))].sort();
}
