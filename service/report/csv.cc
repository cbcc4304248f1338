// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/csv.h"

#include <string_view>

#include "headwater/sink.h"

namespace headwater::report {

std::string CsvCell(const Untrusted& text) {
  constexpr std::string_view kFormulas = "=+-@";
  const std::string line = Encode<Sink::kTerminal>(text);
  std::string cell = "\"";
  if (!line.empty() && kFormulas.find(line.front()) != std::string_view::npos) cell += '\'';
  for (const char c : line) {
    cell += c;
    if (c == '"') cell += c;
  }
  return cell + "\"";
}

}  // namespace headwater::report
