#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  const char *greeting = getenv("GREETING");
  char input[4096];
  size_t length = fread(input, 1, sizeof input - 1, stdin);
  input[length] = '\0';
  printf("%s, %s: %.*s\n", greeting ? greeting : "Hello", argv[1], (int)strcspn(input, "\n"), input);
  fprintf(stderr, "%zu bytes\n", length);
  return strcmp(argv[1], "nobody") == 0;
}
