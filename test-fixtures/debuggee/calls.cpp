// Calls through tables of functions in C++ without a library: by a pointer, a reference and a member of a struct, of
// virtual methods by a base, a second base, a constructor and a pointer to a method, and of a lambda by a pointer.
struct price {
  int base;
  price(int from) { base = first(from); }
  int first(int from) {
    int begun = from + 1;
    return begun;
  }
  virtual int of(int) { return base; }
};
struct taxed {
  int rate = 2;
  virtual int tax(int sum) {
    int none = sum;
    return none;
  }
};
struct each : price, taxed {
  each() : price(2) {}
  int of(int count) override {
    int all = base * count;
    return all;
  }
  int tax(int sum) override {
    int added = sum * rate;
    return added;
  }
};
struct operations {
  int (*round)(int);
};

static int half(int sum) {
  int rest = sum / 2;
  return rest;
}

static int total(price *price, taxed &taxed, operations *table, int (*lessen)(int), int (::price::*method)(int)) {
  int by_base = price->of(3);
  int by_second = taxed.tax(by_base);
  int by_member = table->round(by_second);
  int by_lambda = lessen(by_member);
  int by_method = (price->*method)(by_lambda);
  return by_method;
}

extern "C" __attribute__((export_name("numbers"))) int numbers(int count) {
  each each;
  operations table = {half};
  int (*lessen)(int) = [](int sum) {
    int lessened = sum - 1;
    return lessened;
  };
  return total(&each, each, &table, lessen, &price::of) + count;
}
