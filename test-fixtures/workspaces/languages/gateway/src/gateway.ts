import { check, type Denied } from 'edge:service/auth@0.1.0';
import type { Response } from 'edge:service/exchange@0.1.0';
import { total } from 'edge:service/numbers@0.1.0';
import { find, type Route } from 'edge:service/routing@0.1.0';
import { slug } from 'edge:service/text@0.1.0';
import type { IncomingRequest, ResponseOutparam } from 'wasi:http/types@0.2.12';
import { receive, reply } from '../../handler/src/http.ts';

export const incomingHandler = {
  handle(request: IncomingRequest, out: ResponseOutparam): void {
    const { path, authorization } = receive(request);
    reply(out, answer(find(path), authorization));
  },
};

function answer(route: Route, authorization: string | null | undefined): Response {
  switch (route.tag) {
    case 'hello':
      return text(200, `Hello, ${route.val || 'world'}!`);
    case 'total':
      return text(200, `${total(route.val)}`);
    case 'slug':
      return text(200, slug(route.val));
    case 'nothing':
      return text(404, `nothing at ${route.val}`);
    default:
      return forUser(route.tag, authorization);
  }
}

function forUser(path: 'me' | 'admin', authorization: string | null | undefined): Response {
  try {
    const user = check(authorization ?? undefined);
    return path === 'admin' && !user.admin ? text(403, `${user.name} is not an admin`) : text(200, user.name);
  } catch (error) {
    return text(401, (error as Error & { payload: Denied }).payload.tag);
  }
}

const text = (status: number, body: string): Response => ({
  status,
  contentType: 'text/plain',
  body: `${body}\n`,
});
