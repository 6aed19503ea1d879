import { isDeepStrictEqual } from 'node:util';
import type { Output } from '../guest/streams/output.ts';
import type { GuestNode } from '../base/guest-node.ts';
import { serialQueue } from '../base/serial-queue.ts';
import type { Problem, ServeParams } from '../protocol.ts';
import type { GuestProcess } from '../supervise/guest-process.ts';
import { mayInspect } from '../supervise/permissions.ts';
import { nodeFor } from './node-for.ts';
import { observedParts } from './observed-parts.ts';
import { openGuest } from './open-guest.ts';
import { prepare } from './prepare.ts';
import type { RunContext } from './context.ts';
import type { ServingProcess } from './serving-process.ts';
import { withPlace } from './source-place.ts';

interface Settings {
  readonly params: ServeParams;
  readonly node: GuestNode;
  readonly storage: string;
}

/** The served component, and the context of the user whom it is served for. */
interface Served {
  readonly component: string;
  readonly context: RunContext;
}

/** A process with a component that is ready to answer requests, and does not listen yet. */
export class ReadyServer {
  readonly #guest: GuestProcess;
  readonly #settings: Settings;
  #served: Served;
  #isLost = false;
  /** Whether its process has an inspector. */
  readonly #inspects: boolean;
  /** Of the component in its process. */
  #hash: string;

  private constructor(guest: GuestProcess, settings: Settings, served: Served, hash: string) {
    this.#guest = guest;
    this.#settings = settings;
    this.#served = served;
    this.#hash = hash;
    this.#inspects = served.context.observer?.inspects === true;
    void guest.lost.then(() => (this.#isLost = true));
  }

  /** @throws HostError `not-a-service` or what the guest did at its start */
  static async start(params: ServeParams, context: RunContext): Promise<ReadyServer> {
    const { component, fuse = true, trace: _, addr: __, ...rest } = params;
    const node = await nodeFor(context);
    let self: ReadyServer | undefined;
    const served = (): Served => (self ? self.#served : { component, context });
    const failed = (problem: Problem): void => {
      const { context: user, component: path } = served();
      if (user.failed) void withPlace(problem, path).then(user.failed);
    };
    const output: Output | undefined =
      context.output && ((stream, bytes) => served().context.output?.(stream, bytes));
    const guest = await openGuest(params.grants, { serves: true }, node, {
      ...context,
      failed,
      ...(output && { output }),
    });
    try {
      // An observed component is split into its parts.
      const how = { node, grants: params.grants, fuse: fuse && !context.observer };
      const transpiled = await prepare(component, { ...context, ...how });
      const observed = context.observer && (await observedParts(component, context, node));
      context.signal.throwIfAborted();
      await guest.start({ kind: 'serve', transpiled, ...rest, ...(observed && { observed }) });
      const settings = { params, node, storage: context.storage };
      self = new ReadyServer(guest, settings, served(), transpiled.hash);
      return self;
    } catch (error) {
      await guest.end();
      throw error;
    }
  }

  /** Whether its process has ended by itself. */
  get isLost(): boolean {
    return this.#isLost;
  }

  end(): Promise<void> {
    return this.#guest.end();
  }

  /** Whether it can serve by `params`, for a user of `storage` whose guests have `node`: perhaps another component. */
  fits(params: ServeParams, node: GuestNode, storage: string): boolean {
    return isDeepStrictEqual(
      [settingsOf(params), node.command, storage],
      [settingsOf(this.#settings.params), this.#settings.node.command, this.#settings.storage],
    );
  }

  /**
   * Assigns the server, which was started in advance, to a user, who ends it by the signal of `context`.
   * @throws HostError as `start`; the process has ended then
   */
  async adopt({ component, fuse = true }: ServeParams, context: RunContext): Promise<void> {
    this.#served = { component, context };
    context.signal.addEventListener('abort', () => void this.end());
    try {
      await this.#load(component, context, fuse);
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  /** Listens at the address. @throws HostError `address-in-use` or `address-invalid`, after which the process has ended */
  async listen(addr: string): Promise<ServingProcess> {
    const { params } = this.#settings;
    const url = await this.#guest.listen(addr).catch(async (error: unknown) => {
      await this.end();
      throw error;
    });
    const queue = serialQueue();
    return {
      url,
      lost: this.#guest.lost,
      close: (withinMs) => this.#guest.close(withinMs),
      replace: async (by, context) => {
        const isHere = [addr, new URL(url).host].includes(by.addr);
        if (!isHere || !isDeepStrictEqual(settingsOf(by), settingsOf(params))) return false;
        const isDetached = this.#inspects && !context.observer;
        if (isDetached && !mayInspect(this.#settings.node)) return false;
        await queue(async () => {
          // An edit should be served soon: fusing, and compiling the one large module, would take longest.
          const isEdit = !this.#served.context.observer || context.observer !== undefined;
          await this.#load(by.component, context, (params.fuse ?? true) && !isEdit);
          this.#served = { component: by.component, context };
        });
        return true;
      },
    };
  }

  async #load(component: string, context: RunContext, fuse: boolean): Promise<void> {
    const { node, params } = this.#settings;
    const how = { node, grants: params.grants, fuse: fuse && !context.observer };
    const transpiled = await prepare(component, { ...context, ...how });
    const isObserved = context.observer !== undefined || this.#served.context.observer !== undefined;
    if (transpiled.hash === this.#hash && !isObserved) return;
    const observed = context.observer && (await observedParts(component, context, node));
    await this.#guest.replace({ transpiled, ...(observed && { observed }) }, context.signal);
    this.#hash = transpiled.hash;
  }
}

/** The settings that all components of a process share. */
const settingsOf = ({ component: _, addr: __, ...rest }: ServeParams): object => rest;
