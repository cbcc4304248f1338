// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// An absolute address that can be printed anywhere.

namespace headwater {

/// An http(s) URL made only of RFC 3986 unreserved characters and of `/ : % # ? =`: none of them
/// means anything in Markdown's link targets, HTML attributes, JSON strings, a terminal or a
/// command line, so it goes into every Out as it is.
class SafeUrl {
 public:
  /// kInvalid, naming what is wrong: another scheme, a user name, an empty host, a character
  /// outside the set, more than kMaxBytes. A '/' at the end is dropped.
  static Result<SafeUrl> Parse(std::string_view text);

  /// This address with a path below it: `path` is ours and starts with '/'.
  SafeUrl Below(Literal path) const;
  /// With a '/' and the bytes behind it, percent-encoded as by Sink::kUri.
  SafeUrl Below(const Untrusted& path) const;
  /// With `#L12` behind it, the way GitLab addresses a line.
  SafeUrl AtLine(uint32_t line) const;
  /// With `#L10-12` behind it; with `#L10` when both are the same.
  SafeUrl AtLines(uint32_t first, uint32_t last) const;

  const std::string& text() const { return text_; }
  bool is_https() const { return text_.starts_with("https:"); }
  std::string_view host_and_port() const;
  /// The same for all spellings of a repository's address: host in lower case, the path without
  /// `.git` and '/' at its end, no scheme.
  std::string RepositoryKey() const;

  static constexpr size_t kMaxBytes = 2048;

 private:
  explicit SafeUrl(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace headwater
