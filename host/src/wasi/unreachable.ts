/**
 * A resource that no guest ever holds, since what would make one refuses. Its methods are there for guests to
 * import.
 */
export function unreachable(...methods: readonly string[]): new () => object {
  const resource = class {};
  for (const method of methods) Object.defineProperty(resource.prototype, method, { value: neverCalled });
  return resource;
}

function neverCalled(): never {
  throw new Error('this resource has no instance');
}
