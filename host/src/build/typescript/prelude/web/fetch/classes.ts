import { Headers } from './headers.ts';
import { Request } from './request.ts';
import { Response } from './response.ts';

Object.assign(globalThis, { Headers, Request, Response });
