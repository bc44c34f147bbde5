/* bcrypt as C has it: crypt(3) of libxcrypt, on some threads for some seconds. Prints how many were hashed, in how many
   seconds, and the CPU that they took, in seconds. */
#define _GNU_SOURCE
#include <crypt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *input = "k3Jx9QmZk3Jx9QmZk3Jx9QmZk3Jx9QmZk3Jx9QmZk3Jx9QmZk3Jx9QmZk3Jx9QmZ";
static char setting[32];
static double end;

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static void *hash(void *count) {
  struct crypt_data *data = calloc(1, sizeof *data);
  while (seconds(CLOCK_MONOTONIC) < end) {
    char *made = crypt_r(input, setting, data);
    if (made == NULL || strncmp(made, setting, 29) != 0) {
      fprintf(stderr, "this crypt(3) has no bcrypt\n");
      exit(1);
    }
    ++*(long *)count;
  }
  free(data);
  return NULL;
}

int main(int arguments, char **argument) {
  if (arguments != 4) {
    fprintf(stderr, "crypt threads seconds cost\n");
    return 2;
  }
  int threads = atoi(argument[1]);
  snprintf(setting, sizeof setting, "$2b$%02d$......................", atoi(argument[3]));
  pthread_t thread[64];
  long counts[64] = {0};
  double start = seconds(CLOCK_MONOTONIC);
  end = start + atof(argument[2]);
  for (int i = 0; i < threads && i < 64; i++) pthread_create(&thread[i], NULL, hash, &counts[i]);
  long count = 0;
  for (int i = 0; i < threads && i < 64; i++) {
    pthread_join(thread[i], NULL);
    count += counts[i];
  }
  printf("%ld %f %f\n", count, seconds(CLOCK_MONOTONIC) - start, seconds(CLOCK_PROCESS_CPUTIME_ID));
  return 0;
}
