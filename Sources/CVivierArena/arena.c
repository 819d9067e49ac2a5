#include "CVivierArena.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A slab starts with this header; blocks follow. A block is its size in a
// size_t, then that many bytes, a multiple of 8.
typedef struct slab {
  struct slab *next;
  size_t size;
} slab;

enum { FIRST_SLAB = 256 * 1024, HEADER = sizeof(size_t) };

struct vivier_arena {
  slab *first;  // kept from one document to the next
  slab *others; // freed when the next one begins
  char *cursor;
  char *end;
  char *last; // the block that can still grow in place
  size_t used;
  size_t budget;
  int armed; // whether `refuse` may be jumped to
  jmp_buf refuse;
};

static __thread vivier_arena *current;

static void give_up(void) {
  // While parsing, every byte cmark holds is in the arena, so leaving its
  // frames loses nothing. Outside of parsing nobody is there to jump to.
  if (current->armed)
    longjmp(current->refuse, 1);
  abort();
}

static void new_slab(size_t need) {
  size_t size = current->used < FIRST_SLAB ? FIRST_SLAB : current->used;
  if (size < need)
    size = need;
  if (current->armed && size > current->budget)
    size = need;
  slab *fresh = malloc(sizeof(slab) + size);
  if (!fresh)
    give_up();
  fresh->size = size;
  fresh->next = current->others;
  current->others = fresh;
  current->cursor = (char *)(fresh + 1);
  current->end = current->cursor + size;
}

static void *take(size_t size) {
  if (size > SIZE_MAX / 4)
    give_up();
  size = (size + 7) & ~(size_t)7;
  size_t whole = size + HEADER;
  current->used += whole;
  if (current->armed && current->used > current->budget)
    give_up();
  if ((size_t)(current->end - current->cursor) < whole)
    new_slab(whole);
  char *block = current->cursor + HEADER;
  memcpy(current->cursor, &size, sizeof size);
  current->cursor = block + size;
  current->last = block;
  return block;
}

static void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / 4 / size)
    give_up();
  size_t bytes = count * size;
  void *block = take(bytes);
  memset(block, 0, bytes);
  return block;
}

static void *arena_realloc(void *old, size_t size) {
  if (!old)
    return take(size);
  size_t had;
  memcpy(&had, (char *)old - HEADER, sizeof had);
  if (size <= had)
    return old;
  if (old == current->last && size <= (size_t)(current->end - (char *)old)) {
    size_t grown = (size + 7) & ~(size_t)7;
    if (grown <= (size_t)(current->end - (char *)old)) {
      current->used += grown - had;
      if (current->armed && current->used > current->budget)
        give_up();
      memcpy((char *)old - HEADER, &grown, sizeof grown);
      current->cursor = (char *)old + grown;
      return old;
    }
  }
  void *block = take(size);
  memcpy(block, old, had);
  return block;
}

static void arena_free(void *block) { (void)block; }

static cmark_mem arena_functions = {arena_calloc, arena_realloc, arena_free};

static void free_others(vivier_arena *arena) {
  while (arena->others) {
    slab *next = arena->others->next;
    free(arena->others);
    arena->others = next;
  }
}

static void reset(vivier_arena *arena) {
  free_others(arena);
  arena->cursor = (char *)(arena->first + 1);
  arena->end = arena->cursor + arena->first->size;
  arena->last = NULL;
  arena->used = 0;
}

vivier_arena *vivier_arena_create(void) {
  vivier_arena *arena = calloc(1, sizeof *arena);
  if (!arena)
    return NULL;
  arena->first = malloc(sizeof(slab) + FIRST_SLAB);
  if (!arena->first) {
    free(arena);
    return NULL;
  }
  arena->first->size = FIRST_SLAB;
  reset(arena);
  return arena;
}

void vivier_arena_destroy(vivier_arena *arena) {
  free_others(arena);
  free(arena->first);
  free(arena);
}

vivier_arena *vivier_arena_enter(vivier_arena *arena) {
  vivier_arena *previous = current;
  current = arena;
  return previous;
}

struct cmark_node *vivier_arena_parse(vivier_arena *arena, const unsigned char *text,
                                      size_t length, int options,
                                      vivier_extensions extensions, size_t budget) {
  reset(arena);
  arena->budget = budget;
  if (_setjmp(arena->refuse)) {
    arena->armed = 0;
    reset(arena);
    return NULL;
  }
  arena->armed = 1;
  cmark_parser *parser = cmark_parser_new_with_mem(options, &arena_functions);
  // In the order of cmark-gfm's own command: the first to match wins.
  struct cmark_syntax_extension *wanted[] = {extensions.table, extensions.strikethrough,
                                             extensions.autolink, extensions.tasklist};
  for (int index = 0; index < 4; index++)
    if (wanted[index])
      cmark_parser_attach_syntax_extension(parser, wanted[index]);
  cmark_parser_feed(parser, (const char *)text, length);
  cmark_node *document = cmark_parser_finish(parser);
  arena->armed = 0;
  return document;
}

size_t vivier_arena_used(const vivier_arena *arena) { return arena->used; }
