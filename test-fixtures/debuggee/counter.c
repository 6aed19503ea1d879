/* A handler of wasi:http that counts its requests, and answers none of them. */
__attribute__((import_module("wasi:http/types@0.2.0"), import_name("[resource-drop]incoming-request")))
void drop_request(int request);
__attribute__((import_module("wasi:http/types@0.2.0"), import_name("[resource-drop]response-outparam")))
void drop_outparam(int out);

static int count;

__attribute__((export_name("wasi:http/incoming-handler@0.2.0#handle")))
void handle(int request, int out) {
  count += 1;
  drop_request(request);
  /* Each request finds a new instance. */
  if (count > 1)
    __builtin_trap();
  drop_outparam(out);
}

__attribute__((export_name("cabi_realloc")))
void *reallocate(void *old, int old_size, int align, int size) { return old; }
