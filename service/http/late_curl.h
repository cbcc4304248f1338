// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <curl/curl.h>

#include "headwater/late_library.h"

/// \file
/// Private to service/http: libcurl is not linked to but loaded when it is first called. Nothing
/// else differs for who calls it, except for what is declared here.

namespace headwater::http {

/// kInternal, and the name of the package, where the library is not installed.
Status LoadCurl();

/// The functions that take any arguments: their names cannot be defined anew.
decltype(&curl_easy_setopt) CurlSetOption();
decltype(&curl_easy_getinfo) CurlGetInfo();

}  // namespace headwater::http
