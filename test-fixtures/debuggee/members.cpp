// A guest in C++ without a library, with values that few programs have: a virtual base, pointers to members, flags,
// arrays of variable length, wide and complex values.
enum rights { read_right = 1, write_right = 2, admin_right = 8 };
enum level { low, high = 5 };

struct shape {
  int corners = 4;
  virtual int area(int scale) { return scale * corners; }
};
struct named {
  int length = 3;
  virtual int weight() { return length; }
};
struct square : shape, named {
  int side = 9;
  int weight() override {
    int heavy = side * length;
    return heavy;
  }
};
struct left : virtual shape {
  int own = 8;
};
struct diamond : left {
  int last = 7;
};

static int add(int a, int b) { return a + b; }

static int sum_of(int count) {
  int squares[count];
  int grid[count][2];
  for (int i = 0; i < count; i++) {
    squares[i] = i * i;
    grid[i][0] = i;
    grid[i][1] = -i;
  }
  return squares[count - 1] + grid[count - 1][1]; // sum_of
}

static int weighed(named &one) { return one.weight(); }

extern "C" __attribute__((export_name("numbers"))) int numbers(int count) {
  square square;
  diamond diamond;
  left &base = diamond;
  int shape::*member = &shape::corners;
  int (named::*method)() = &named::weight;
  int (*function)(int, int) = add;
  enum rights rights = (enum rights)(read_right | admin_right);
  enum rights none = (enum rights)0;
  enum level level = high;
  wchar_t wide[] = L"wide";
  const char16_t *text = u"t\u00e4xt";
  _Complex double complex = {1, -2.5};
  double zero = -0.0;
  int sum = sum_of(count);
  int weight = weighed(square);
  return sum + weight + square.area(2) + base.corners + square.*member + (square.*method)() + function(1, 2) + rights +
         none + level + (int)wide[0] + text[1] + (int)__real__ complex + (int)zero; // numbers
}
