/* A component in C to stop in, which shop.rs calls. */
enum kind { LOOSE, BOXED = 5, CRATED };

struct point {
  short x;
  short y;
};

struct flags {
  unsigned open : 3;
  unsigned full : 5;
  int level : 6;
};

typedef unsigned count_t;

union number {
  unsigned whole;
  float real;
};

struct pack {
  const char *item;
  count_t size;
  count_t counts[3];
  enum kind kind;
  struct point at;
  struct pack *next;
};

static count_t calls = 0;
static double rate = 1.5;

static count_t divided(count_t count, count_t size) {
  count_t whole = count / size;
  count_t rest = count % size;
  return whole + (rest > 0);
}

static count_t depth_of(const struct pack *pack) {
  if (pack == 0)
    return 0;
  count_t below = depth_of(pack->next);
  return below + 1;
}

static count_t sum(const struct pack *pack) {
  count_t all = 0;
  for (int i = 0; i < 3; i++) {
    all += divided(pack->counts[i], pack->size);
  }
  return all;
}

static count_t scalars(count_t size) {
  signed char letter = 'A';
  long long big = -5000000000LL;
  double real = rate * size;
  float single = 0.25f;
  _Bool yes = size > 1;
  struct flags bits = {5, 17, -3};
  union number number = {.real = 1.0f};
  char name[6] = "crate";
  int grid[2][2] = {{1, 2}, {3, 4}};
  void *nowhere = 0;
  int steps = letter + (int)single + (int)real + yes + bits.level + name[0] + grid[1][0];
  calls = calls + 1;
  return steps + (nowhere == 0) + (number.whole > 0) + (count_t)(big / 1000000000);
}

__attribute__((export_name("t:shop/packing#packs"))) count_t packs(count_t size) {
  struct pack inner = {"plums", 2, {1, 1, 1}, LOOSE, {-1, 4}, 0};
  struct pack pears = {"pears", size, {3, 7, 12}, CRATED, {2, -3}, &inner};
  count_t nested = depth_of(&pears);
  count_t extra = scalars(size);
  return sum(&pears) + nested + extra % 2;
}
