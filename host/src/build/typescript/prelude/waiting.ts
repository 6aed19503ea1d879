/** Sources that a call may wait for, besides its promises. */
export type Pollable = Disposable;

export interface Waited {
  readonly pollable: Pollable;
  /** Called when it is ready. */
  readonly run: () => void;
  /** Of this moment only: given back whether it is ready or not. */
  readonly isTemporary?: boolean;
}

/** Timers, or requests. */
export interface Source {
  /** A call from outside begins. */
  startCall(): void;
  /** Whether anything is left that the call started. */
  isNeeded(): boolean;
  /** All current waits, of all promises. */
  waited(): Waited[];
}

export const sources: Source[] = [];
