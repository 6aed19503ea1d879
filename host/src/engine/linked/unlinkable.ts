/** Why a component is not linked here. It runs by jco's script then: this is no mistake of anybody. */
export class Unlinkable extends Error {
  static because(reason: string): never {
    throw new Unlinkable(reason);
  }
}
