import { isDeepStrictEqual } from 'node:util';
import type { GuestNode } from '../base/guest-node.ts';
import { NO_STORES } from '../keyvalue/stores.ts';
import type { RunParams } from '../protocol.ts';
import { GuestProcess } from '../supervise/guest-process.ts';
import { NO_EXPORT } from '../supervise/log-exporter.ts';
import { rightsOf, type Rights } from '../supervise/permissions.ts';
import { MESSAGES, spawnGuest, type SpawnedGuest } from '../supervise/spawn-guest.ts';
import type { RunContext } from './context.ts';

/** Each takes about 70 MB. */
const MOST = 3;
const IDLE_MS = 120_000;

/** A process, its component, and its grants. */
interface Guest {
  readonly spawned: SpawnedGuest;
  readonly component: string;
  readonly rights: Rights;
  readonly node: GuestNode;
}

/**
 * Processes of components that ran, waiting for the next run: its modules are compiled and a thread is ready. Each
 * run has an instance and a thread of its own, as each request to a served component has.
 */
export class IdleGuests {
  readonly #idle: (Guest & { readonly timer: NodeJS.Timeout })[] = [];
  readonly #running = new Map<GuestProcess, Guest>();

  /**
   * Whether a run may have the process of an earlier one, and leave it to a later one: a limit of memory applies to the
   * whole process, with what earlier guests left there; stores, and log records that are still to be sent, end with the
   * process.
   */
  fits({ limits, grants }: RunParams): boolean {
    return limits?.memoryBytes === undefined && grants.keyvalue === undefined && grants.logs === undefined;
  }

  async take({ component, grants }: RunParams, node: GuestNode, context: RunContext): Promise<GuestProcess> {
    const rights = rightsOf(grants, { serves: false });
    const at = this.#idle.findIndex(
      (one) =>
        one.component === component &&
        one.node.command === node.command &&
        isDeepStrictEqual(one.rights, rights),
    );
    const [found] = at < 0 ? [] : this.#idle.splice(at, 1);
    clearTimeout(found?.timer);
    const spawned = found?.spawned ?? (await this.#spawn(context.storage, rights, node));
    const guest = new GuestProcess(spawned, { grants, stores: NO_STORES, logs: NO_EXPORT }, context);
    this.#running.set(guest, { spawned, component, rights, node });
    return guest;
  }

  /** @returns whether the process waits now; otherwise it has to be ended */
  giveBack(process: GuestProcess): boolean {
    const guest = this.#running.get(process);
    this.#running.delete(process);
    if (!guest || !process.release()) return false;
    const timer = setTimeout(() => this.#end(guest.spawned), IDLE_MS).unref();
    this.#idle.push({ ...guest, timer });
    if (this.#idle.length > MOST) this.#end(this.#idle[0]!.spawned);
    return true;
  }

  async #spawn(storage: string, rights: Rights, node: GuestNode): Promise<SpawnedGuest> {
    const spawned = await spawnGuest(storage, rights, MESSAGES, node);
    spawned.child.once('exit', () => this.#forget(spawned));
    return spawned;
  }

  #end(spawned: SpawnedGuest): void {
    this.#forget(spawned);
    spawned.child.kill('SIGKILL');
  }

  #forget(spawned: SpawnedGuest): void {
    const at = this.#idle.findIndex((one) => one.spawned === spawned);
    if (at >= 0) clearTimeout(this.#idle.splice(at, 1)[0]?.timer);
  }
}
