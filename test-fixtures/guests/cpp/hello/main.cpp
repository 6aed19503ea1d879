#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>

int main(int, char **argv) {
  const std::string name = argv[1];
  const char *greeting = std::getenv("GREETING");
  const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
  std::cout << (greeting ? greeting : "Hello") << ", " << name << ": " << input.substr(0, input.find('\n')) << '\n';
  std::cerr << input.size() << " bytes\n";
  return name == "nobody" ? 1 : 0;
}
