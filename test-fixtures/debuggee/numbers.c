/* A guest in C to stop in, with types that few programs have. */
union word {
  float f;
  unsigned char bytes[4];
};

static int sum(int (*grid)[3]) {
  int all = 0;
  for (int i = 0; i < 2; i++)
    all += grid[i][2];
  return all;
}

static int first(const void *value) { return *(const unsigned char *)value; }

__attribute__((export_name("numbers"))) int numbers(int count) {
  int grid[2][3] = {{1, 2, 3}, {4, 5, count}};
  union word one = {1.0f};
  unsigned char name[8] = "ada";
  long double exact = -1.25L;
  return sum(grid) + one.bytes[3] + name[0] + first(&exact);
}
