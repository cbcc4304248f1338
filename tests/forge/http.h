// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// HTTP as values, and the encodings of its targets and forms. No socket in here.

namespace headwater::forge_double {

/// A body that went to a file, which lives as long as this does.
struct SpooledBody {
  explicit SpooledBody(std::string file) : path(std::move(file)) {}
  ~SpooledBody();
  SpooledBody(const SpooledBody&) = delete;
  SpooledBody& operator=(const SpooledBody&) = delete;
  const std::string path;
};

struct Request {
  std::string method;
  std::string target;                          ///< As sent: path and query, percent-encoded.
  std::map<std::string, std::string> headers;  ///< Names in lower case.
  std::string body;
  std::shared_ptr<const SpooledBody> spooled;  ///< Holds the body instead, if it is a pack.

  /// Empty when the header is not there. `name` in lower case.
  std::string Header(const std::string& name) const;
};

/// Writes bytes of an answer; false when the client is gone.
using Write = std::function<bool(std::string_view)>;

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type = "application/json";
  std::string body;
  /// When set, writes the body piece by piece instead; called once. False: cut the connection.
  std::function<bool(const Write&)> stream;
  bool cut = false;  ///< Close the connection without a byte.
};

/// Milliseconds since 1970, UTC.
using Millis = int64_t;
Millis Now();

/// The decoded segments of a path: "/a/b%2Fc" gives {"a", "b/c"}.
std::vector<std::string> Segments(std::string_view path);
/// "%2F" and, in forms, "+".
std::string PercentDecode(std::string_view text, bool plus_is_space);
/// Everything but letters, digits and "-._~" is encoded.
std::string PercentEncode(std::string_view text);
using Fields = std::vector<std::pair<std::string, std::string>>;
/// "a=1&b=%20" in order.
Fields DecodeForm(std::string_view text);
/// The path of a target, and its query without "?".
std::pair<std::string_view, std::string_view> SplitTarget(std::string_view target);

std::string Base64(std::string_view bytes);
/// Nothing where `text` is not Base64.
std::optional<std::string> Base64Decode(std::string_view text);
/// 32 hexadecimal digits in five groups.
std::string RandomUuid();

}  // namespace headwater::forge_double
