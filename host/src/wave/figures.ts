/**
 * A floating-point number in the fewest digits that give it back, never with an exponent, as wasmtime prints it.
 * An f32 has fewer digits than the double that holds it: `0.1`, not `0.10000000149011612`.
 */
export function printFloat(value: number, kind: 'f32' | 'f64'): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Object.is(value, -0)) return '-0';
  return withoutExponent(kind === 'f32' ? shortestSingle(value) : String(value));
}

const MOST_DIGITS = 9;

function shortestSingle(value: number): string {
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const nearest = size.toExponential(digits - 1);
    const found = [nearest, nextAbove(nearest)].find((text) => Math.fround(Number(text)) === size);
    if (found !== undefined) return `${sign}${found}`;
  }
  return `${sign}${size.toExponential(MOST_DIGITS - 1)}`;
}

/**
 * The next value in the last digit. Below a power of two, singles are twice as dense as above: the nearest text with
 * this number of digits may be another single, while the one above is not.
 */
function nextAbove(text: string): string {
  const [mantissa = '', exponent] = text.split('e');
  const digits = String(Number(mantissa.replace('.', '')) + 1);
  const fraction = mantissa.replace('.', '').length - 1;
  return Number(`${digits}e${Number(exponent) - fraction}`).toExponential();
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const rest = digits.slice(point);
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}${rest && `.${rest}`}`;
}
