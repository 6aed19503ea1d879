/** The reason why our linker does not support a component. It runs by jco's script instead, so users never see this. */
export class Unlinkable extends Error {
  static because(reason: string): never {
    throw new Unlinkable(reason);
  }
}
