/** A resource that no guest can have, since its constructor functions fail. Its methods exist for guests to import. */
export function unreachable(...methods: readonly string[]): new () => object {
  const resource = class {};
  for (const method of methods) Object.defineProperty(resource.prototype, method, { value: neverCalled });
  return resource;
}

function neverCalled(): never {
  throw new Error('this resource has no instance');
}
