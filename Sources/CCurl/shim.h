// curl_easy_setopt and curl_easy_getinfo take any argument, which Swift cannot call: each
// kind of argument has a function here.
#include <curl/curl.h>

static inline CURLcode vivier_set_text(CURL *curl, CURLoption option, const char *text) {
    return curl_easy_setopt(curl, option, text);
}

static inline CURLcode vivier_set_number(CURL *curl, CURLoption option, long number) {
    return curl_easy_setopt(curl, option, number);
}

static inline CURLcode vivier_set_list(CURL *curl, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(curl, option, list);
}

static inline CURLcode vivier_set_pointer(CURL *curl, CURLoption option, void *pointer) {
    return curl_easy_setopt(curl, option, pointer);
}

typedef size_t (*vivier_transfer)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode vivier_set_transfer(CURL *curl, CURLoption option, vivier_transfer call) {
    return curl_easy_setopt(curl, option, call);
}

static inline long vivier_response_code(CURL *curl) {
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    return code;
}
