/** A request that makes no sense now: a user reads why. */
export class RequestFailure extends Error {}
