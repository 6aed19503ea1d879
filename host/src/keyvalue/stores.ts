import type { KeyvaluePlace, KeyvalueStore } from '../protocol.ts';
import { other, type StoreReply, type StoreCall, type StoreError } from '../wasi/keyvalue/call.ts';
import { refusal } from '../wasi/keyvalue/limits.ts';
import { storeInFolder } from './folder.ts';
import { memoryStore } from './memory-store.ts';
import { RedisStore } from './redis/redis-store.ts';
import type { Store } from './store.ts';

/** The stores that one guest is granted. */
export interface Stores {
  /** Performs a guest's operation. The guest's process is not trusted, so grants are checked here. Never rejects. */
  perform(call: StoreCall): Promise<StoreReply>;
  close(): Promise<void>;
}

/** Of a guest without any. */
export const NO_STORES: Stores = {
  perform: () => Promise.resolve({ error: { tag: 'no-such-store' } }),
  close: () => Promise.resolve(),
};

/** @throws HostError `keyvalue-*` for a store that cannot be opened */
export async function openStores(granted: readonly KeyvalueStore[] = []): Promise<Stores> {
  const stores = new Map<string, Store>();
  const close = async (): Promise<void> => {
    await Promise.all([...new Set(stores.values())].map((store) => store.close()));
  };
  try {
    for (const { identifiers, place } of granted) {
      const store = await openStore(place, identifiers[0] ?? '');
      for (const identifier of identifiers) stores.set(identifier, store);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { perform: (call) => perform(stores, call), close };
}

/** @param name of its entries in the place */
function openStore(place: KeyvaluePlace, name: string): Promise<Store> {
  switch (place.kind) {
    case 'memory':
      return Promise.resolve(memoryStore(place.data));
    case 'folder':
      return storeInFolder(place.folder, name);
    case 'redis':
      return RedisStore.open(place.url);
  }
}

async function perform(
  stores: ReadonlyMap<string, Store>,
  { identifier, operation }: StoreCall,
): Promise<StoreReply> {
  const store = stores.get(identifier);
  if (!store) return { error: { tag: 'no-such-store' } };
  const refused = refusal(operation);
  if (refused) return { error: refused };
  try {
    return { ok: await store.run(operation) };
  } catch (error) {
    return { error: isStoreError(error) ? error : other('the host failed') };
  }
}

const isStoreError = (error: unknown): error is StoreError =>
  typeof error === 'object' && error !== null && 'tag' in error;
