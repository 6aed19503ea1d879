addEventListener('fetch', (event) => event.respondWith(answer(event.request)));

async function answer(request) {
  const { method } = request;
  const headers = { 'x-method': method };
  const { pathname, search, searchParams } = new URL(request.url);
  if (method === 'GET' && pathname === '/hello')
    return new Response(`Hello, ${searchParams.get('name')}!\n`, { headers });
  if (method === 'POST' && pathname === '/echo') return new Response(await request.arrayBuffer(), { headers });
  return new Response(`nothing at ${pathname}${search}\n`, { status: 404, headers });
}
