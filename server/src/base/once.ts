/** Makes a subclass add its private fields to an object that is there already. */
class ReturnThis {
  constructor(object: object) {
    return object;
  }
}

/**
 * A function that is asked for the same objects over and over: its result is made once for each of them.
 *
 * It is kept in a private field of the object and not in a WeakMap: what was made for objects that are gone
 * would stay in there until the next full collection, and with it all that it refers to, which costs every
 * keystroke a part of its time.
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
      const made = make(from, also);
      new Known(from).#made = made;
      return made;
    }
  }
  return (from, also) => Known.of(from, also);
}
