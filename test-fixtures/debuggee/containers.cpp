/* A component to stop in, with values of the C++ library. */
#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

struct point {
  int x;
  int y;
};

struct shape {
  virtual ~shape() = default;
  int sides = 0;
};

struct square : shape {
  int edge = 4;
};

template <typename... T> [[gnu::noinline]] void use(const T &...values) {
  (([](const void *value) { asm volatile("" : : "r"(value) : "memory"); })(&values), ...);
}

static void texts() {
  std::string brief = "tea";
  std::string longer = "a text that needs memory of its own";
  std::string none;
  std::wstring wide = L"näh";
  std::u16string utf16 = u"tea";
  std::string_view view = longer;
  use(brief, longer, none, wide, utf16, view);
}

static void sequences() {
  std::vector<int> numbers = {1, 2, 3};
  std::vector<std::string> names = {"a", "b"};
  std::vector<bool> bits = {true, false, true};
  std::vector<point> points = {{1, 2}, {3, 4}};
  std::array<short, 3> fixed = {7, 8, 9};
  std::deque<int> deque = {2, 3};
  deque.push_front(1);
  std::list<int> list = {4, 5, 6};
  std::span<int> span = numbers;
  use(numbers, names, bits, points, fixed, deque, list, span);
}

static void associations() {
  std::map<std::string, int> prices = {{"pears", 5}, {"apples", 3}};
  std::map<int, int> many;
  for (int i = 0; i < 1000; i++)
    many[i] = i * i;
  std::set<char> letters = {'b', 'a'};
  std::unordered_map<int, std::string> words = {{1, "one"}};
  std::unordered_set<int> hashed = {9};
  std::map<int, int> bare;
  std::multimap<int, char> several = {{1, 'a'}, {1, 'b'}};
  use(prices, many, letters, words, hashed, bare, several);
}

static void others() {
  std::optional<int> some = 5;
  std::optional<int> nothing;
  auto unique = std::make_unique<point>(point{1, 2});
  auto shared = std::make_shared<point>(point{3, 4});
  auto again = shared;
  std::weak_ptr<point> weak = shared;
  std::unique_ptr<point> empty;
  std::unique_ptr<shape> derived = std::make_unique<square>();
  std::pair<int, std::string> pair = {1, "one"};
  std::tuple<int, char, double> tuple = {1, 'a', 2.5};
  std::variant<int, std::string> variant = "text";
  std::atomic<int> atomic = 6;
  std::chrono::milliseconds time(1500);
  use(some, nothing, unique, shared, again, weak, empty, derived, pair, tuple, variant, atomic, time);
}

/* The caller gives the place of the result. */
static std::string joined(unsigned count) {
  std::string result = "no ";
  result += std::to_string(count);
  use(result);
  return result;
}

extern "C" [[clang::export_name("total")]] unsigned total(unsigned count) {
  texts();
  sequences();
  associations();
  others();
  return count + joined(count).size();
}
