// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/replace_value.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "rules/common/text.h"

namespace headwater::license {
namespace {

// A suggestion in a merge request shows its whole line; a longer one is data.
constexpr size_t kMaxLineBytes = 1000;
// Nobody mends a larger file line by line, and each suggestion looks for its line anew.
constexpr size_t kMaxTextBytes = size_t{1} << 20U;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// The line with its ending, 1-based; nothing when there are not so many.
std::optional<std::string_view> LineAt(std::string_view text, uint32_t number) {
  for (uint32_t line = 1; line < number; ++line) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    text.remove_prefix(end + 1);
  }
  return text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
}

bool HasLoneCarriageReturn(std::string_view text) {
  for (size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (text.substr(at + 1, 1) != "\n") return true;
  }
  return false;
}

/// Where the value stands in its line.
size_t ColumnOf(std::string_view line, const LicenseStatement& statement) {
  const std::string_view value = statement.text;
  if (statement.column > 0) {
    const size_t at = statement.column - 1;
    const bool there = at < line.size() && line.substr(at).starts_with(value);
    return there ? at : std::string_view::npos;
  }
  const size_t at = line.find(value);
  const bool once = at != std::string_view::npos && line.find(value, at + 1) == line.npos;
  return once ? at : std::string_view::npos;
}

}  // namespace

std::optional<Fix> ReplaceValue(const SourceText& text, const LicenseStatement& statement,
                                const std::string& value) {
  const bool shortened = !statement.expression && statement.text.size() >= kMaxQuotedBytes;
  if (text.encoding == Encoding::kUtf16 || shortened || statement.text.empty()) return std::nullopt;
  if (text.text.size() > kMaxTextBytes) return std::nullopt;
  if (statement.place.line == 0 || HasLoneCarriageReturn(text.text)) return std::nullopt;
  const auto line = LineAt(text.text, statement.place.line);
  if (!line || !CheckText(*line, kMaxLineBytes, Controls::kXml).ok()) return std::nullopt;
  const size_t column = ColumnOf(*line, statement);
  if (column == std::string_view::npos) return std::nullopt;
  std::string mended(*line);
  mended.replace(column, statement.text.size(), value);
  if (text.encoding == Encoding::kUtf8Bom && statement.place.line == 1) {
    mended.insert(0, kUtf8Mark);
  }
  return Fix{.kind = Fix::Kind::kReplace,
             .path = Untrusted(statement.place.path),
             .lines = {statement.place.line, statement.place.line},
             .text = Untrusted(std::move(mended))};
}

}  // namespace headwater::license
