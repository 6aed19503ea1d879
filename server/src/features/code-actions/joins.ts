/** Whether the text before a range and the one behind it are read as one token, or a comment, without it. */
export function joins(text: string, start: number, end: number): boolean {
  const around = text.slice(Math.max(0, start - 2), start).slice(-1) + text.slice(end, end + 1);
  return /^(?:[\p{L}\p{N}\p{Surrogate}_%-]{2}|\/[/*]|->)$/u.test(around);
}
