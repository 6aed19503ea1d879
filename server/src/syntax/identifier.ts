/** The reason why text is not an identifier, as the code of a rule and the details of its message. */
export interface IdentifierMistake {
  readonly code: 'identifier-part-empty' | 'identifier-character';
  readonly detail: Readonly<Record<string, string>>;
}

/** Almost every identifier there is: `kebab-case` or `KEBAB-CASE` in each part. */
const valid = /^(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)(?:-(?:[a-z0-9]+|[A-Z0-9]+))*$/;

/**
 * Checks the text of an identifier without its `%` (WIT.md, "Identifiers"): parts joined by `-`, each all
 * lower or all upper case; a part behind the first may start with a digit.
 */
export function identifierMistake(text: string): IdentifierMistake | undefined {
  if (valid.test(text)) return undefined;
  const parts = text.split('-');
  for (const [index, part] of parts.entries()) {
    if (part === '') return { code: 'identifier-part-empty', detail: { name: text } };
    const character = firstWrongCharacter(part, index === 0);
    if (character !== undefined) return { code: 'identifier-character', detail: { name: text, character } };
  }
  return undefined;
}

function firstWrongCharacter(part: string, startsName: boolean): string | undefined {
  const characters = [...part];
  if (startsName && !/[a-zA-Z]/.test(characters[0]!)) return characters[0];
  const upper = /[a-zA-Z]/.exec(part)?.[0].match(/[A-Z]/) != null;
  const allowed = upper ? /[A-Z0-9]/ : /[a-z0-9]/;
  return characters.find((character) => !allowed.test(character));
}

/** A name as it would be in kebab case, where that is clear: `fooBar`, `foo_bar` and `foo--bar` are `foo-bar`. */
export function kebabCase(name: string): string | undefined {
  if (!/^[A-Za-z_-][A-Za-z0-9_-]*$/.test(name)) return undefined;
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];
  const kebab = words.join('-').toLowerCase();
  return kebab !== name && identifierMistake(kebab) === undefined ? kebab : undefined;
}
