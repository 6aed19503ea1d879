// Generated from the WIT by `wit-studio build`; changes are overwritten.
declare module 'edge:service/auth@0.1.0' {
  /**
   * Reads the value of an `Authorization` header.
   * @throws {Denied} The `err` of the result: thrown as it is, caught as `payload`.
   */
  export function check(authorization: string | null | undefined): User;
  /**
   * Somebody whose token was accepted.
   */
  export interface User {
    name: string,
    /**
     * Paths below `/admin` ask for this.
     */
    admin: boolean,
  }
  /**
   * Why a caller was turned away.
   */
  export type Denied = DeniedMissing | DeniedMalformed | DeniedUnknown;
  /**
   * There was no `Authorization` header.
   */
  export interface DeniedMissing {
    tag: 'missing',
  }
  /**
   * The header is not of the form `Bearer TOKEN`.
   */
  export interface DeniedMalformed {
    tag: 'malformed',
  }
  /**
   * Nobody has this token.
   */
  export interface DeniedUnknown {
    tag: 'unknown',
    val: string,
  }
}
