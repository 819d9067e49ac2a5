// GMime's checked casts are macros, which Swift does not see: each is a function here.
#include <gmime/gmime.h>

static inline GMimePart *vivier_as_part(GMimeObject *object) {
    return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL;
}

static inline GMimeMultipart *vivier_as_multipart(GMimeObject *object) {
    return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}

static inline GMimeMessagePart *vivier_as_message_part(GMimeObject *object) {
    return GMIME_IS_MESSAGE_PART(object) ? GMIME_MESSAGE_PART(object) : NULL;
}

static inline InternetAddressMailbox *vivier_as_mailbox(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address) ? INTERNET_ADDRESS_MAILBOX(address) : NULL;
}

static inline InternetAddressGroup *vivier_as_group(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_GROUP(address) ? INTERNET_ADDRESS_GROUP(address) : NULL;
}

static inline GMimeObject *vivier_message_object(GMimeMessage *message) {
    return GMIME_OBJECT(message);
}

static inline GMimeObject *vivier_part_object(GMimePart *part) { return GMIME_OBJECT(part); }

static inline GMimeObject *vivier_multipart_object(GMimeMultipart *multipart) {
    return GMIME_OBJECT(multipart);
}

static inline GMimeStreamMem *vivier_as_memory(GMimeStream *stream) {
    return GMIME_STREAM_MEM(stream);
}

static inline void vivier_drop_log(
    const gchar *domain,
    GLogLevelFlags level,
    const gchar *message,
    gpointer data
) {
}

// What GLib has to say about a message may quote it: it is dropped.
static inline void vivier_start_gmime(void) {
    g_log_set_default_handler(vivier_drop_log, NULL);
    g_mime_init();
}
