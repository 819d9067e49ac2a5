#ifndef VIVIER_ARENA_H
#define VIVIER_ARENA_H

#include <stddef.h>
#include <string.h>

struct cmark_node;
struct cmark_syntax_extension;

/// Memory for one Markdown document at a time.
///
/// cmark asks for memory through three functions that receive no context, so
/// the arena in use is a variable of the thread. Freeing does nothing; the
/// whole document goes when the next one is parsed. An arena belongs to one
/// thread at a time.
typedef struct vivier_arena vivier_arena;

/// Makes an arena; NULL if there is no memory.
vivier_arena *vivier_arena_create(void);

/// Frees an arena and every document parsed into it.
void vivier_arena_destroy(vivier_arena *arena);

/// Makes `arena` the one that cmark uses on this thread.
///
/// Returns the one used before, to be given back when done. Needed around
/// every call to cmark on a tree of this arena: some accessors allocate.
vivier_arena *vivier_arena_enter(vivier_arena *arena);

/// The extensions to use, each NULL if it is not wanted.
typedef struct {
  struct cmark_syntax_extension *table;
  struct cmark_syntax_extension *strikethrough;
  struct cmark_syntax_extension *autolink;
  struct cmark_syntax_extension *tasklist;
} vivier_extensions;

/// Parses a document, forgetting the one before.
///
/// The arena must be the one in use on this thread. The tree lives until the
/// next call or until the arena is destroyed; no cmark_node_free.
///
/// Returns NULL, with nothing left behind, as soon as the tree needs more than
/// `budget` bytes or the machine has no memory left.
struct cmark_node *vivier_arena_parse(vivier_arena *arena, const unsigned char *text,
                                      size_t length, int options,
                                      vivier_extensions extensions, size_t budget);

/// A C string with its length.
typedef struct {
  const unsigned char *bytes;
  size_t length;
} vivier_text;

/// The bytes of a string that may be NULL.
static inline vivier_text vivier_text_of(const char *text) {
  vivier_text result = {(const unsigned char *)text, text ? strlen(text) : 0};
  return result;
}

/// Bytes handed out since the last parse began.
size_t vivier_arena_used(const vivier_arena *arena);

#endif
