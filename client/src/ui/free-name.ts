/** The usual name, with the first number behind it that makes it free where it is taken. */
export function freeName(usual: string, taken: ReadonlySet<string> = new Set()): string {
  let name = usual;
  for (let number = 2; taken.has(name); number++) name = `${usual}-${number}`;
  return name;
}
