/** A request that makes no sense now: a person reads why. */
export class Unanswerable extends Error {}
