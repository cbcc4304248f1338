// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/publiccode_repair.h"

#include <string>

namespace headwater::publiccode {
namespace {

// A line that a person reads; each repair holds one.
constexpr size_t kMaxLine = 1000;

/// Behind a scalar on its line there may be its colon, a comment, or the rest of a list in
/// brackets.
bool EndsScalar(std::string_view rest) {
  return rest.empty() ||
         std::string_view(" \t\r\n:,]}").find(rest.front()) != std::string_view::npos;
}

}  // namespace

std::string_view LineRepairs::From(const DataNode& scalar) const {
  if (scalar.line == 0 || scalar.column == 0 || scalar.line >= starts_.size()) return {};
  const size_t begin = starts_[scalar.line - 1] + scalar.column - 1;
  const size_t end = starts_[scalar.line];
  return begin < end ? text_.substr(begin, end - begin) : std::string_view();
}

std::optional<char> LineRepairs::QuoteOf(const DataNode& scalar) const {
  std::string_view rest = From(scalar);
  const bool is_short = scalar.column + rest.size() <= kMaxLine;
  if (rest.empty() || scalar.scalar.empty() || !is_short) return std::nullopt;
  const bool is_quoted = rest.front() == '"' || rest.front() == '\'';
  const char quote = is_quoted ? rest.front() : '\0';
  if (is_quoted) rest.remove_prefix(1);
  if (!rest.starts_with(scalar.scalar)) return std::nullopt;
  rest.remove_prefix(scalar.scalar.size());
  if (is_quoted) {
    if (!rest.starts_with(quote)) return std::nullopt;
    rest.remove_prefix(1);
  }
  if (!EndsScalar(rest)) return std::nullopt;
  return quote;
}

std::optional<Edit> LineRepairs::Put(const DataNode& scalar, std::string_view token,
                                     char quote) const {
  const size_t begin = starts_[scalar.line - 1];
  const size_t at = begin + scalar.column - 1;
  const size_t quotes = quote == '\0' ? 0 : 2;
  std::string line(text_.substr(begin, starts_[scalar.line] - begin));
  line.replace(at - begin, scalar.scalar.size() + quotes, token);
  return Edit{{scalar.line, scalar.line}, std::move(line)};
}

std::optional<Edit> LineRepairs::Replace(const DataNode& scalar, std::string_view better) const {
  const auto quote = QuoteOf(scalar);
  if (!quote) return std::nullopt;
  std::string token(better);
  if (*quote != '\0') token = *quote + token + *quote;
  return Put(scalar, token, *quote);
}

std::optional<Edit> LineRepairs::Quote(const DataNode& scalar) const {
  const auto quote = QuoteOf(scalar);
  if (!quote || *quote != '\0') return std::nullopt;
  return Put(scalar, '"' + scalar.scalar + '"', *quote);
}

}  // namespace headwater::publiccode
