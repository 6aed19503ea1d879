/** A number in unsigned LEB128. */
export function size(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.of(...bytes, rest);
    bytes.push((rest % 128) + 128);
  }
}

/** A number in signed LEB128. */
export function signed(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    const low = rest - Math.floor(rest / 128) * 128;
    if (rest >= -64 && rest < 64) return Buffer.of(...bytes, low);
    bytes.push(low + 128);
  }
}
