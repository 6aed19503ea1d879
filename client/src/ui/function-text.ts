const NAME = String.raw`%?[A-Za-z][A-Za-z0-9-]*`;
const FUNCTION = new RegExp(
  String.raw`^\s*${NAME}\s*:\s*(?:async\s+)?func\s*\((?<parameters>.*)\)\s*(?:->\s*[^\s;].*)?;?\s*$`,
  's',
);
const PARAMETER = new RegExp(String.raw`^\s*${NAME}\s*:\s*\S`);

/**
 * The form of a function where a text is none; undefined where it may be one. The host's parser decides, but only after
 * the last question, so nothing that it accepts may be refused here.
 */
export function mistakeInFunction(text: string): string | undefined {
  if (text.includes('/')) return undefined; // perhaps a comment
  const parameters = FUNCTION.exec(text)?.groups?.['parameters'];
  const isFunction =
    parameters !== undefined &&
    partsOf(parameters).every((part) => part.trim() === '' || PARAMETER.test(part));
  return isFunction
    ? undefined
    : 'Write NAME: func(PARAMETER: TYPE, …) -> TYPE. The arrow and what follows may be left out.';
}

/** Parameters, whose types may have commas between angle brackets. */
function partsOf(parameters: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of parameters.replaceAll('->', '')) {
    if (character === '<') depth += 1;
    if (character === '>') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
