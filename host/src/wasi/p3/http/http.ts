/** wasi:http 0.3, put together. */
import type { Connect } from '../../http/exchange.ts';
import { client } from './client.ts';
import { Fields } from './fields.ts';
import { Request } from './request.ts';
import { RequestOptions } from './request-options.ts';
import { Response } from './response.ts';

/** @param connect undefined when the guest may not reach the network */
export const http = (connect: Connect | undefined) => ({
  'wasi:http/types@0.3': { Fields, Request, RequestOptions, Response },
  'wasi:http/client@0.3': client(connect),
});
