// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "service/git/entry_name.h"
#include "service/git/tree_parser.h"

/// Every tree that is accepted has allowed names in git's order, and reads back as it was written.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using headwater::git::CompareEntries;
  using headwater::git::ParsedTree;
  const std::string raw(reinterpret_cast<const char*>(data), size);
  const headwater::Result<ParsedTree> tree = ParsedTree::Parse(raw);
  if (!tree.ok()) return 0;
  std::string written;
  for (size_t i = 0; i < tree.value().size(); ++i) {
    const auto entry = tree.value()[i];
    if (!headwater::git::NameProblem(entry.name).empty()) std::abort();
    if (i > 0 && CompareEntries(tree.value()[i - 1], entry) >= 0) std::abort();
    written += std::string(entry.mode) + ' ' + std::string(entry.name) + '\0';
    written.append(reinterpret_cast<const char*>(entry.id_bytes), headwater::kObjectIdBytes);
  }
  if (written != raw) std::abort();
  return 0;
}
