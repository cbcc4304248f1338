// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/late_curl.h"

#include <curl/curl.h>

/// \file
/// The functions of libcurl that service/http calls, defined here instead of by the library: each
/// hands its arguments to the library's own, which is loaded by the first of them. The library's
/// header is what checks their types, so a function that is missing here does not link, and one
/// that is wrong here does not compile.

namespace headwater::http {
namespace {

const LateLibrary& Curl() {
  // The name since 2006, for every version whose functions can be called as those before.
  static const LateLibrary kLibrary("libcurl.so.4", "libcurl4");
  return kLibrary;
}

}  // namespace

Status LoadCurl() { return Curl().loaded(); }

decltype(&curl_easy_setopt) CurlSetOption() {
  return Curl().Find<decltype(curl_easy_setopt)>("curl_easy_setopt");
}

decltype(&curl_easy_getinfo) CurlGetInfo() {
  return Curl().Find<decltype(curl_easy_getinfo)>("curl_easy_getinfo");
}

}  // namespace headwater::http

using headwater::http::Curl;

void curl_easy_cleanup(CURL* curl) { Curl().Call<curl_easy_cleanup>(__func__, curl); }
CURL* curl_easy_init() { return Curl().Call<curl_easy_init>(__func__); }
CURLcode curl_easy_perform(CURL* curl) { return Curl().Call<curl_easy_perform>(__func__, curl); }
void curl_easy_reset(CURL* curl) { Curl().Call<curl_easy_reset>(__func__, curl); }
const char* curl_easy_strerror(CURLcode code) {
  return Curl().Call<curl_easy_strerror>(__func__, code);
}
void curl_free(void* p) { Curl().Call<curl_free>(__func__, p); }
CURLcode curl_global_init(long flags) { return Curl().Call<curl_global_init>(__func__, flags); }
curl_slist* curl_slist_append(curl_slist* list, const char* data) {
  return Curl().Call<curl_slist_append>(__func__, list, data);
}
void curl_slist_free_all(curl_slist* list) { Curl().Call<curl_slist_free_all>(__func__, list); }
CURLU* curl_url() { return Curl().Call<curl_url>(__func__); }
void curl_url_cleanup(CURLU* handle) { Curl().Call<curl_url_cleanup>(__func__, handle); }
CURLUcode curl_url_get(CURLU* handle, CURLUPart what, char** part, unsigned int flags) {
  return Curl().Call<curl_url_get>(__func__, handle, what, part, flags);
}
CURLUcode curl_url_set(CURLU* handle, CURLUPart what, const char* part, unsigned int flags) {
  return Curl().Call<curl_url_set>(__func__, handle, what, part, flags);
}
