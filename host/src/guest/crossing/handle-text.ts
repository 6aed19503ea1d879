import { describe, type Handle } from '../../../../server/src/types/wit-type.ts';

/** Instances by the prototypes of the classes of their resources. */
const owners = new WeakMap<object, string>();
const numbers = new WeakMap<object, number>();
let last = 0;

/** Remembers which instance a class of resources is of. */
export const rememberOwner = (prototype: object, instance: string): void => {
  if (!owners.has(prototype)) owners.set(prototype, instance);
};

/** `own<cart> #3 of shop`: WAVE has no handles, so they are numbered as they are met. */
export function handleText(value: unknown, type: Handle): string {
  if (typeof value !== 'object' || value === null) return describe(type);
  const number = numbers.get(value) ?? ++last;
  numbers.set(value, number);
  const owner = ownerOf(value);
  return `${describe(type)} #${number}${owner === undefined ? '' : ` of ${owner}`}`;
}

function ownerOf(value: object): string | undefined {
  for (
    let at = Object.getPrototypeOf(value) as object | null;
    at;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const owner = owners.get(at);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
