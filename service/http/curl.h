// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <curl/curl.h>

#include <cstring>
#include <string>

#include "headwater/handle.h"
#include "headwater/result.h"

/// \file
/// Private to service/http: the only header that shows libcurl.

namespace headwater::http {

using EasyHandle = Handle<CURL, curl_easy_cleanup>;
/// Lines of a header may hold a token: overwritten before their memory goes to others.
inline void FreeWiped(curl_slist* list) {
  for (const curl_slist* line = list; line != nullptr; line = line->next) {
    explicit_bzero(line->data, std::strlen(line->data));
  }
  curl_slist_free_all(list);
}

using HeaderList = Handle<curl_slist, FreeWiped>;
using UrlHandle = Handle<CURLU, curl_url_cleanup>;
using CurlText = Handle<char, curl_free>;

/// Once per process, before anything else of the library. Thread-safe.
Status InitCurl();

/// What may be shown of a URL: scheme, host, port and path, never a query. kInvalid when it is not
/// an absolute http or https URL, or carries a user name.
Result<std::string> CheckUrl(const std::string& url);

/// kInvalid unless it is an http or https URL; it may carry a user name.
Status CheckProxy(const std::string& url);

}  // namespace headwater::http
