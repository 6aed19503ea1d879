// An optimized guest: its functions are inlined, and only some of its values are kept.
struct point {
  int x, y;
};

static inline __attribute__((always_inline)) int clamped(int value, int least, int most) {
  int low = value < least ? least : value;
  return low > most ? most : low;
}

static inline __attribute__((always_inline)) int distance(point a, int by) {
  point moved = {a.x + by, a.y};
  int square = moved.x * moved.x;
  return square + by;
}

__attribute__((noinline)) static int total(const point *points, int count) {
  int all = 0;
  for (int i = 0; i < count; i++) {
    int one = distance(points[i], count);
    int kept =
        clamped(one, 3, 40);
    all += kept;
  }
  return all;
}

__attribute__((noinline)) static int unused(point all, int ignored) {
  int twice = all.x * 2;
  return twice;
}

extern "C" __attribute__((export_name("numbers"))) int numbers(int count) {
  point points[3] = {{1, 2}, {count, 4}, {5, count}};
  int sum = total(points, 3);
  int more = unused(points[1], sum);
  return sum + more;
}
