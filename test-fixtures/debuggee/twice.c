/* A guest in C whose export is called by bindings (twice-bindings.c). */
int exports_numbers(int count) {
  int twice = count * 2;
  return twice;
}
