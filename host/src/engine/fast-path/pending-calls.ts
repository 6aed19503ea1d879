/** The module of pending-calls.wat. */
const MODULE =
  'AGFzbQEAAAABCgJgAABgA39/fwACIAMACGVudGVyQWxsAAAABGV4aXQAAAAHcmVsZWFzZQAAAwMCAQAFAwEAAQYGAX8BQQALBx4EBWNhbGxzAgAD' +
  'ZW5kAwAFZW50ZXIAAwRleGl0AAQKUAIxACMAQYCABE8EQBAACyMAIAA2AgAjACABNgIEIwAgAjYCCCMAQQA2AgwjAEEQaiQACxwAIwBFBEAQAQ8L' +
  'IwBBEGskACMAKAIMBEAQAgsLACkEbmFtZQEaAwAIZW50ZXJBbGwBBGV4aXQCB3JlbGVhc2UHBgEAA2VuZA==';
export const pendingCallsModule = (): Uint8Array => Buffer.from(MODULE, 'base64');
let compiled: WebAssembly.Module | undefined;

type Callable = (...values: unknown[]) => unknown;

/** jco's own bookkeeping, which makes a task of each call. */
interface Bookkeeping {
  readonly enter: Callable;
  readonly exit: Callable;
}

/** An owner in a table of handles that is lent to a pending call: the table counts how often it is. */
interface Loan {
  /** The call, by its place in memory. */
  readonly call: number;
  readonly table: number[];
  readonly handle: number;
  readonly from: number;
  readonly to: number;
}

/** Of a call in memory, in numbers of 32 bits. */
const CALL = 4;
const LENDS = 3;

interface Exports {
  readonly calls: WebAssembly.Memory;
  /** Where the next call goes, in bytes. */
  readonly end: { value: number };
  readonly enter: Callable;
  readonly exit: Callable;
}

/** Calls from component to component that began and that jco's bookkeeping does not know of, innermost last. */
export class PendingCalls {
  readonly enter: Callable;
  readonly exit: Callable;
  /** Of jco's; absent where no adapter so far passes resources. */
  transferBorrow: Callable | undefined;
  readonly #bookkeeping: Bookkeeping;
  readonly #end: { value: number };
  readonly #calls: Int32Array;
  #loans: Loan[] = [];

  constructor(bookkeeping: Bookkeeping) {
    this.#bookkeeping = bookkeeping;
    compiled ??= new WebAssembly.Module(new Uint8Array(pendingCallsModule()));
    const instance = new WebAssembly.Instance(compiled, {
      '': { enterAll: () => this.enterAll(), exit: bookkeeping.exit, release: () => this.#release() },
    });
    const exports = instance.exports as unknown as Exports;
    [this.enter, this.exit, this.#end] = [exports.enter, exports.exit, exports.end];
    this.#calls = new Int32Array(exports.calls.buffer);
  }

  /** Says to jco's bookkeeping that they began: something is about to look. */
  enterAll(): void {
    const end = this.#end.value;
    if (end === 0) return;
    const loans = this.#loans;
    this.forget();
    for (let call = 0; call < end / 4; call += CALL) {
      this.#bookkeeping.enter(...this.#calls.subarray(call, call + LENDS));
      for (const loan of loans) if (loan.call === call * 4) this.#lendAgain(loan);
    }
  }

  /** Drops the pending calls, which a trap has ended. */
  forget(): void {
    this.#end.value = 0;
    this.#loans = [];
  }

  /** @returns false without a pending call: then jco's bookkeeping knows the one that borrows */
  lend(table: number[], handle: number, from: number, to: number): boolean {
    const end = this.#end.value;
    if (end === 0) return false;
    table[handle << 1]!++;
    this.#loans.push({ call: end - CALL * 4, table, handle, from, to });
    this.#calls[end / 4 - 1] = 1;
    return true;
  }

  /** The call that ended borrows no more. */
  #release(): void {
    const call = this.#end.value;
    while (this.#loans.at(-1)?.call === call) this.#giveBack(this.#loans.pop()!);
  }

  #giveBack({ table, handle }: Loan): void {
    table[handle << 1]!--;
  }

  #lendAgain(loan: Loan): void {
    this.#giveBack(loan);
    this.transferBorrow!(loan.handle, loan.from, loan.to);
  }
}
