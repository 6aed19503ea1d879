/** Node's cryptography, loaded when it is first asked for: that takes a tenth of the start of a guest's process. */
import type * as Crypto from 'node:crypto';
import module from 'node:module';

const load = module.createRequire(import.meta.url);

export const crypto = (): typeof Crypto => load('node:crypto') as typeof Crypto;
