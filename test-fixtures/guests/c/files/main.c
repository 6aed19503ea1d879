#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void check(int is_right, const char *what) {
  if (is_right) return;
  perror(what);
  exit(2);
}

static void write_file(const char *path, const char *mode, const char *text) {
  FILE *file = fopen(path, mode);
  check(file != NULL, path);
  check(fputs(text, file) >= 0, path);
  check(fclose(file) == 0, path);
}

static int by_name(const void *one, const void *other) { return strcmp(one, other); }

static void list(void) {
  char names[8][64];
  int count = 0;
  DIR *folder = opendir("/notes");
  check(folder != NULL, "/notes");
  for (struct dirent *entry; (entry = readdir(folder)) && count < 8;)
    if (entry->d_name[0] != '.') strcpy(names[count++], entry->d_name);
  closedir(folder);
  qsort(names, count, sizeof names[0], by_name);
  for (int at = 0; at < count; at++) {
    char path[80];
    struct stat status;
    snprintf(path, sizeof path, "/notes/%s", names[at]);
    check(stat(path, &status) == 0, path);
    printf("%s %lld\n", names[at], (long long)status.st_size);
  }
}

static void say(const char *name, const char *path) {
  FILE *file = fopen(path, "r");
  printf("%s: %s\n", name, file ? "there" : "not there");
  if (file) fclose(file);
}

int main(void) {
  check(mkdir("/notes", 0755) == 0, "/notes");
  write_file("/notes/a.txt", "w", "one\n");
  write_file("/notes/a.txt", "a", "two\n");
  write_file("/notes/b.txt", "w", "wörld");
  FILE *file = fopen("/notes/a.txt", "r");
  check(file != NULL, "/notes/a.txt");
  for (int byte; (byte = fgetc(file)) != EOF;) putchar(byte);
  fclose(file);
  list();
  check(rename("/notes/b.txt", "/notes/c.txt") == 0, "/notes/b.txt");
  check(remove("/gone.txt") == 0, "/gone.txt");
  list();
  say("missing", "/notes/none.txt");
  say("outside", "/../outside.txt");
  say("given", "/given.txt");
}
