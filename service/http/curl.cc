// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/curl.h"

#include <optional>
#include <string_view>

#include "service/http/late_curl.h"

namespace headwater::http {
namespace {

std::optional<std::string> PartOf(const UrlHandle& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return std::nullopt;
  const CurlText owned(text);
  return std::string(text);
}

Result<UrlHandle> Parse(const std::string& text) {
  UrlHandle url(curl_url());
  if (!url) return Error{Errc::kInternal, "no memory for a URL"};
  // The text is not repeated: nobody knows what stands where in what is no URL.
  const bool has_nul = text.find('\0') != std::string::npos;
  if (has_nul || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_PATH_AS_IS) != 0) {
    return Error{Errc::kInvalid, "not an absolute URL"};
  }
  const std::string scheme = PartOf(url, CURLUPART_SCHEME).value_or("");
  if (scheme != "http" && scheme != "https") {
    return Error{Errc::kInvalid, "not a URL of http or https"};
  }
  return url;
}

}  // namespace

Status InitCurl() {
  TRY(LoadCurl());
  static const CURLcode kOutcome = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kOutcome == CURLE_OK) return Ok{};
  return Error{Errc::kInternal, "libcurl does not start"};
}

Result<std::string> CheckUrl(const std::string& url) {
  const UrlHandle parsed = TRY(Parse(url));
  if (PartOf(parsed, CURLUPART_USER) || PartOf(parsed, CURLUPART_PASSWORD)) {
    return Error{Errc::kInvalid, "a URL must not carry a user name"};
  }
  std::string shown = PartOf(parsed, CURLUPART_SCHEME).value_or("") + "://" +
                      PartOf(parsed, CURLUPART_HOST).value_or("");
  if (const auto port = PartOf(parsed, CURLUPART_PORT)) shown += ':' + *port;
  return shown + PartOf(parsed, CURLUPART_PATH).value_or("");
}

Status CheckProxy(const std::string& url) {
  TRY(Parse(url).Context("proxy"));
  return Ok{};
}

}  // namespace headwater::http
