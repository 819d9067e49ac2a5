// Debian's libxml2 names types of ICU in encoding.h; Foundation brings its own ICU, and
// the two cannot stand in one module. Nothing of it is used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
