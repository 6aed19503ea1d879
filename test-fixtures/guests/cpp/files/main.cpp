#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include <dirent.h>
#include <sys/stat.h>

// <fstream> and <filesystem> are not in every library of C++ for WASI.
struct Closer {
  void operator()(FILE *file) const { std::fclose(file); }
  void operator()(DIR *folder) const { closedir(folder); }
};
using File = std::unique_ptr<FILE, Closer>;

static void write(const char *path, const char *mode, const std::string &text) {
  File file{std::fopen(path, mode)};
  std::fwrite(text.data(), 1, text.size(), file.get());
}

static std::string read(const char *path) {
  File file{std::fopen(path, "r")};
  std::string text(100, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return text;
}

static void list() {
  std::map<std::string, long long> sizes;
  std::unique_ptr<DIR, Closer> folder{opendir("/notes")};
  while (const dirent *entry = readdir(folder.get())) {
    const std::string name = entry->d_name;
    struct stat status;
    if (name[0] != '.' && stat(("/notes/" + name).c_str(), &status) == 0) sizes[name] = status.st_size;
  }
  for (const auto &[name, size] : sizes) std::cout << name << ' ' << size << '\n';
}

static void say(const char *name, const char *path) {
  std::cout << name << ": " << (File{std::fopen(path, "r")} ? "there" : "not there") << '\n';
}

int main() {
  mkdir("/notes", 0755);
  write("/notes/a.txt", "w", "one\n");
  write("/notes/a.txt", "a", "two\n");
  write("/notes/b.txt", "w", "wörld");
  std::cout << read("/notes/a.txt");
  list();
  std::rename("/notes/b.txt", "/notes/c.txt");
  std::remove("/gone.txt");
  list();
  say("missing", "/notes/none.txt");
  say("outside", "/../outside.txt");
  say("given", "/given.txt");
}
