import { RequestOptions as Second } from '../../http/outgoing.ts';

type Duration = bigint | undefined;

/** wasi:http/types.request-options 0.3, in nanoseconds. */
export class RequestOptions {
  readonly #second: Second;
  readonly #isImmutable: boolean;

  constructor(second = new Second(), isImmutable = false) {
    this.#second = second;
    this.#isImmutable = isImmutable;
  }

  static second(options: RequestOptions): Second {
    return options.#second;
  }

  getConnectTimeout(): Duration {
    return this.#second.connectTimeout();
  }

  setConnectTimeout(duration: Duration): void {
    this.#changed().setConnectTimeout(duration);
  }

  getFirstByteTimeout(): Duration {
    return this.#second.firstByteTimeout();
  }

  setFirstByteTimeout(duration: Duration): void {
    this.#changed().setFirstByteTimeout(duration);
  }

  getBetweenBytesTimeout(): Duration {
    return this.#second.betweenBytesTimeout();
  }

  setBetweenBytesTimeout(duration: Duration): void {
    this.#changed().setBetweenBytesTimeout(duration);
  }

  clone(): RequestOptions {
    const copy = new Second();
    copy.setConnectTimeout(this.#second.connectTimeout());
    copy.setFirstByteTimeout(this.#second.firstByteTimeout());
    copy.setBetweenBytesTimeout(this.#second.betweenBytesTimeout());
    return new RequestOptions(copy);
  }

  #changed(): Second {
    if (this.#isImmutable) throw { tag: 'immutable' };
    return this.#second;
  }
}
