// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <system_error>

#include "service/http/text.h"

namespace headwater::http {
namespace {

/// A second one of these would mean something else to another reader of the same bytes. All that a
/// webhook is authenticated by is among them (https://docs.gitlab.com/user/project/integrations/
/// webhooks/, https://github.com/standard-webhooks/standard-webhooks).
constexpr std::array<std::string_view, 9> kSingle = {
    "authorization", "content-encoding", "content-length",   "content-type", "cookie", "expect",
    "host",          "idempotency-key",  "transfer-encoding"};
constexpr std::array<std::string_view, 2> kSinglePrefixes = {"x-gitlab-", "webhook-"};

/// RFC 9110 section 7.2 gives Host the grammar `uri-host [":" port]`; these are the bytes that
/// occur in it, IPv6 literals included, but for percent-encoded names.
constexpr std::string_view kHostMarks = "-._~:[]";

/// A version we do not speak looks like this, with other digits.
constexpr std::string_view kVersion = "HTTP/1.1";

bool IsVisible(char c) { return c > ' ' && c <= '~'; }

bool IsHostByte(char c) {
  return IsAlphanumeric(c) || kHostMarks.find(c) != std::string_view::npos;
}

/// RFC 9110 section 5.5: visible ASCII, space, tab, and bytes from 0x80 up, which mean nothing.
bool IsValueByte(char c) {
  return IsVisible(c) || c == ' ' || c == '\t' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool StandsOnce(std::string_view name) {
  return std::any_of(kSingle.begin(), kSingle.end(),
                     [&](std::string_view single) { return SameText(name, single); }) ||
         std::any_of(kSinglePrefixes.begin(), kSinglePrefixes.end(), [&](std::string_view prefix) {
           return SameText(name.substr(0, prefix.size()), prefix);
         });
}

bool HasDoubled(const HttpHeaders& headers) {
  for (auto header = headers.begin(); header != headers.end(); ++header) {
    if (!StandsOnce(header->name)) continue;
    const auto same = [&](const HttpHeader& other) { return SameText(other.name, header->name); };
    if (std::any_of(headers.begin(), header, same)) return true;
  }
  return false;
}

std::optional<Refusal> ParseTarget(std::string_view target, const RequestLimits& limits,
                                   HttpRequest& request) {
  if (target.empty() || target.front() != '/') {
    return Refusal{400, "The target does not begin with a slash."};
  }
  if (target.size() > limits.target_bytes) return Refusal{414, "The target is too long."};
  if (!std::all_of(target.begin(), target.end(), IsVisible) ||
      target.find('#') != std::string_view::npos) {
    return Refusal{400, "The target holds a byte that must be encoded."};
  }
  const size_t query = target.find('?');
  request.path = target.substr(0, query);
  if (query != std::string_view::npos) request.query = target.substr(query + 1);
  return std::nullopt;
}

std::optional<Refusal> ParseVersion(std::string_view version, RequestHead& head) {
  if (version == kVersion) return std::nullopt;
  head.is_http_1_0 = version == "HTTP/1.0";
  if (head.is_http_1_0) return std::nullopt;
  const auto same_kind = [](char a, char b) { return a == b || (IsDigit(a) && IsDigit(b)); };
  if (std::equal(version.begin(), version.end(), kVersion.begin(), kVersion.end(), same_kind)) {
    return Refusal{505, "HTTP/1.1 is spoken here."};
  }
  return Refusal{400, "The request line is malformed."};
}

std::optional<Refusal> CheckEncodings(const HttpHeaders& headers) {
  const bool chunked = FindHeader(headers, "transfer-encoding").has_value();
  if (chunked && FindHeader(headers, "content-length")) {
    return Refusal{400, "Content-Length and Transfer-Encoding contradict each other."};
  }
  if (chunked) return Refusal{501, "Transfer-Encoding is not taken: send Content-Length."};
  if (FindHeader(headers, "content-encoding")) {
    return Refusal{415, "Content-Encoding is not taken: send the body as it is."};
  }
  return std::nullopt;
}

std::optional<Refusal> CheckHost(const RequestHead& head) {
  const auto host = FindHeader(head.request.headers, "host");
  if (!host && head.is_http_1_0) return std::nullopt;
  if (!host || host->empty() || !std::all_of(host->begin(), host->end(), IsHostByte)) {
    return Refusal{400, "There must be one Host header with a host in it."};
  }
  return std::nullopt;
}

std::optional<Refusal> ReadLength(const RequestLimits& limits, RequestHead& head) {
  const bool has_body = head.request.method == "POST";
  const auto length = FindHeader(head.request.headers, "content-length");
  if (!length) {
    if (has_body) return Refusal{411, "Content-Length is missing."};
    return std::nullopt;
  }
  if (length->empty() || !std::all_of(length->begin(), length->end(), IsDigit)) {
    return Refusal{400, "Content-Length is not a number."};
  }
  const auto read =
      std::from_chars(length->data(), length->data() + length->size(), head.body_bytes);
  if (read.ec != std::errc() || head.body_bytes > limits.body_bytes) {
    return Refusal{413, "The body is too large."};
  }
  if (!has_body && head.body_bytes > 0) return Refusal{400, "This method takes no body."};
  return std::nullopt;
}

std::optional<Refusal> ReadExpectation(RequestHead& head) {
  const auto expectation = FindHeader(head.request.headers, "expect");
  if (!expectation) return std::nullopt;
  if (!SameText(*expectation, "100-continue")) {
    return Refusal{417, "The only expectation met is 100-continue."};
  }
  head.expects_continue = !head.is_http_1_0;  // RFC 9110 section 10.1.1: 1.0 must be ignored
  return std::nullopt;
}

bool WantsClose(const RequestHead& head) {
  if (head.is_http_1_0) return true;
  return std::any_of(head.request.headers.begin(), head.request.headers.end(),
                     [](const HttpHeader& header) {
                       return SameText(header.name, "connection") && ListHas(header.value, "close");
                     });
}

}  // namespace

std::optional<Refusal> ParseRequestLine(std::string_view line, const RequestLimits& limits,
                                        RequestHead& head) {
  const size_t first = line.find(' ');
  const size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos || !IsToken(line.substr(0, first))) {
    return Refusal{400, "The request line is malformed."};
  }
  head.request.method = line.substr(0, first);
  const std::string& method = head.request.method;
  if (auto refusal = ParseVersion(line.substr(second + 1), head)) return refusal;
  if (method != "GET" && method != "HEAD" && method != "POST") {
    return Refusal{405, "GET, HEAD and POST are the methods taken."};
  }
  return ParseTarget(line.substr(first + 1, second - first - 1), limits, head.request);
}

std::optional<Refusal> ParseHeaderLine(std::string_view line, const RequestLimits& limits,
                                       RequestHead& head) {
  const size_t colon = line.find(':');
  // A folded line begins with white space, which is no token either (RFC 9112 section 5.2).
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) {
    return Refusal{400, "A header line is malformed."};
  }
  const std::string_view value = Trim(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), IsValueByte)) {
    return Refusal{400, "A header holds a control character."};
  }
  if (head.request.headers.size() == limits.headers) return Refusal{431, "Too many headers."};
  head.request.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
  return std::nullopt;
}

std::optional<Refusal> FinishHead(const RequestLimits& limits, RequestHead& head) {
  if (auto refusal = CheckEncodings(head.request.headers)) return refusal;
  if (HasDoubled(head.request.headers)) return Refusal{400, "A header stands twice."};
  if (auto refusal = CheckHost(head)) return refusal;
  if (auto refusal = ReadLength(limits, head)) return refusal;
  if (auto refusal = ReadExpectation(head)) return refusal;
  head.closes = WantsClose(head);
  return std::nullopt;
}

}  // namespace headwater::http
