// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/connect/table.h"

#include <algorithm>

#include "headwater/sink.h"

namespace headwater::connect {
namespace {

/// As wide as the longest name, and a blank.
constexpr size_t kColumn = 9;

std::string LineOf(const Row& row) {
  Out<Sink::kTerminal> line;
  line << NameOf(row.standing);
  std::string text = line.text();
  text.resize(std::max(text.size() + 1, kColumn), ' ');
  Out<Sink::kTerminal> rest;
  rest << Untrusted(row.what) << "\n";
  if (!row.mend.empty()) rest << "         mend: " << Untrusted(row.mend) << "\n";
  return text + rest.text();
}

}  // namespace

Literal NameOf(Standing standing) {
  switch (standing) {
    case Standing::kDone:
      return "done";
    case Standing::kAlready:
      return "already";
    case Standing::kWould:
      return "would";
    case Standing::kOk:
      return "ok";
    case Standing::kNote:
      return "note";
    case Standing::kMissing:
      return "missing";
  }
  return "missing";
}

size_t Table::missing() const {
  return static_cast<size_t>(std::ranges::count(rows_, Standing::kMissing, &Row::standing));
}

std::string Table::Text() const {
  std::string text;
  for (const Row& row : rows_) {
    if (row.standing != Standing::kMissing) text += LineOf(row);
  }
  for (const Row& row : rows_) {
    if (row.standing == Standing::kMissing) text += LineOf(row);
  }
  return text;
}

std::string Table::JsonFields() const {
  Out<Sink::kJson> out;
  out << "\"rows\":[";
  bool first = true;
  for (const Row& row : rows_) {
    out << (first ? Literal("{") : ",{") << "\"standing\":\"" << NameOf(row.standing)
        << "\",\"what\":\"" << Untrusted(row.what) << "\",\"mend\":\"" << Untrusted(row.mend)
        << "\"}";
    first = false;
  }
  out << "],\"missing\":" << missing();
  return out.text();
}

}  // namespace headwater::connect
