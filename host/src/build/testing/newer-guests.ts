import { after, before } from 'node:test';
import { NODE_VARIABLE } from '../../base/guest-node.ts';
import { newerNode } from '../../testing/newer-node.ts';
import { guests, type Called, type Guests } from './guests.ts';

/** Components of a suite that run on the Node.js that asynchronous functions need. Used within its tests. */
export interface NewerGuests {
  /** The component that the suite is about. */
  readonly component: string;
  readonly folder: string;
  call(invoke: string): Promise<Called>;
}

/** Builds a component before the tests of a suite, and removes it after them. */
export function newerGuests(build: (all: Guests) => Promise<string>): NewerGuests {
  let all: Guests;
  let component: string;
  before(async () => {
    process.env[NODE_VARIABLE] = newerNode.path;
    all = await guests();
    component = await build(all);
  });
  after(async () => {
    delete process.env[NODE_VARIABLE];
    await all[Symbol.asyncDispose]();
  });
  return {
    get component() {
      return component;
    },
    get folder() {
      return all.folder;
    },
    call: (invoke) => all.call(component, invoke),
  };
}
