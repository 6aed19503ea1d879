/** Punycode (RFC 3492). */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_CODE = 128;
const MOST = 0x10ffff;

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

const threshold = (k: number, bias: number): number => Math.min(Math.max(k - bias, T_MIN), T_MAX);
const digit = (value: number): string => String.fromCharCode(value < 26 ? 97 + value : 22 + value);

export function encode(label: string): string {
  const codes = [...label].map((char) => char.codePointAt(0) ?? 0);
  let output = codes
    .filter((code) => code < INITIAL_CODE)
    .map((code) => String.fromCharCode(code))
    .join('');
  const basic = output.length;
  let handled = basic;
  if (basic > 0) output += '-';
  let [next, delta, bias] = [INITIAL_CODE, 0, INITIAL_BIAS];
  while (handled < codes.length) {
    const smallest = Math.min(...codes.filter((code) => code >= next));
    delta += (smallest - next) * (handled + 1);
    next = smallest;
    for (const code of codes) {
      if (code < next) delta++;
      if (code !== next) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    next++;
  }
  return output;
}

function variableLength(delta: number, bias: number): string {
  let output = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias);
    if (rest < t) return output + digit(rest);
    output += digit(t + ((rest - t) % (BASE - t)));
    rest = Math.floor((rest - t) / (BASE - t));
  }
}

/** Undefined: it is not Punycode. */
export function decode(label: string): string | undefined {
  const split = label.lastIndexOf('-');
  const codes = [...label.slice(0, Math.max(split, 0))].map((char) => char.charCodeAt(0));
  let [code, index, bias, at] = [INITIAL_CODE, 0, INITIAL_BIAS, split < 0 ? 0 : split + 1];
  while (at < label.length) {
    const before = index;
    for (let k = BASE, weight = 1; ; k += BASE) {
      const value = valueOf(label.charCodeAt(at++));
      if (value === undefined) return undefined;
      index += value * weight;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= BASE - t;
      if (index > Number.MAX_SAFE_INTEGER || weight > Number.MAX_SAFE_INTEGER) return undefined;
    }
    const count = codes.length + 1;
    bias = adapt(index - before, count, before === 0);
    code += Math.floor(index / count);
    index %= count;
    if (code > MOST) return undefined;
    codes.splice(index++, 0, code);
  }
  return String.fromCodePoint(...codes);
}

function valueOf(char: number): number | undefined {
  const text = String.fromCharCode(char);
  if (/[0-9]/.test(text)) return char - 22;
  return /[a-z]/i.test(text) ? text.toLowerCase().charCodeAt(0) - 97 : undefined;
}
