import { check, type Denied, type User } from 'edge:service/auth@0.1.0';
import type { Request, Response } from 'edge:service/exchange@0.1.0';
import { receive, reply } from './http.ts';
import type { IncomingRequest, ResponseOutparam } from 'wasi:http/types@0.2.12';

/** Everybody may say hello; `/me` and `/admin` ask who is calling. */
export function handle(request: Request): Response {
  const [path, query] = request.path.split('?');
  if (path === '/hello') return text(200, `Hello, ${nameIn(query) ?? 'world'}!\n`);
  if (path === '/echo') return text(200, request.body);
  if (path !== '/me' && path !== '/admin') return problem(404, `nothing at ${path}`);
  try {
    return greet(path, check(request.authorization));
  } catch (error) {
    const { payload } = error as Error & { payload: Denied };
    console.warn(`${request.method} ${path}: ${payload.tag}`);
    return problem(401, reason(payload));
  }
}

export const incomingHandler = {
  handle(request: IncomingRequest, out: ResponseOutparam): void {
    reply(out, handle(receive(request)));
  },
};

function greet(path: string, user: User): Response {
  if (path === '/admin' && !user.admin) return problem(403, `${user.name} is not an admin`);
  return json(200, user);
}

function reason(denied: Denied): string {
  switch (denied.tag) {
    case 'missing':
      return 'say who you are: Authorization: Bearer TOKEN';
    case 'malformed':
      return 'the Authorization header is not of the form Bearer TOKEN';
    case 'unknown':
      return `nobody has the token ${denied.val}`;
  }
}

function nameIn(query: string | undefined): string | undefined {
  const value = query?.split('&').find((pair) => pair.startsWith('name='));
  return value && decodeURIComponent(value.slice('name='.length));
}

const text = (status: number, body: string): Response => ({ status, contentType: 'text/plain', body });
const json = (status: number, value: object): Response => ({
  status,
  contentType: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});
const problem = (status: number, message: string): Response => json(status, { error: message });
