/** Makes a subclass add its private fields to an existing object. */
class ReturnThis {
  constructor(object: object) {
    return object;
  }
}

/**
 * Memoises a function of an object that is called often: its result is computed once for each object.
 *
 * The result is in a private field of the object and not in a WeakMap, whose entries for unreachable objects, with
 * everything that they refer to, would stay until the next full collection and cost time at every keystroke.
 *
 * V8 makes a dictionary, ten times as large, of an object with more than twelve such fields. A fact about most items of
 * a file is therefore better memoised for all items of a body together, unless it takes long.
 *
 * @param make a second argument has to follow from the object: that of the first call counts
 */
export function once<K extends object, V>(make: (from: K) => V): (from: K) => V;
export function once<K extends object, A, V>(make: (from: K, also: A) => V): (from: K, also: A) => V;
export function once<K extends object, A, V>(make: (from: K, also: A) => V): (from: K, also: A) => V {
  class Known extends ReturnThis {
    #made!: V;

    static of(from: K, also: A): V {
      if (#made in from) return (from as unknown as Known).#made;
      const result = make(from, also);
      new Known(from).#made = result;
      return result;
    }
  }
  return (from, also) => Known.of(from, also);
}
