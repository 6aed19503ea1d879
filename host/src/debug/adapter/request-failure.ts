/** A request that is impossible in the current state; its message is shown to the user. */
export class RequestFailure extends Error {}
