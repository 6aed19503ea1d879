#include "counter.h"

int64_t exports_edge_service_numbers_total(counter_list_s32_t *numbers) {
  int64_t total = 0;
  for (size_t i = 0; i < numbers->len; i++) total += numbers->ptr[i];
  counter_list_s32_free(numbers);
  return total;
}
