/* A guest in C to stop in. */
struct pack {
  const char *item;
  unsigned size;
  unsigned counts[3];
};

static unsigned divided(unsigned count, unsigned size) {
  unsigned whole = count / size;
  return whole + (count % size > 0);
}

static unsigned sum(const struct pack *pack) {
  unsigned all = 0;
  for (int i = 0; i < 3; i++) {
    all += divided(pack->counts[i], pack->size);
  }
  return all;
}

__attribute__((export_name("packs"))) unsigned packs(unsigned size) {
  struct pack pears = {"pears", size, {3, 7, 12}};
  return sum(&pears);
}
