// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/lost_notices.h"

#include <algorithm>
#include <array>

#include "rules/common/manifest_steps.h"
#include "rules/license/copyright_notice.h"
#include "rules/license/holders.h"

namespace headwater::license {
namespace {

constexpr std::array<std::string_view, 9> kCollections = {
    "license", "licence",   "copying",      "unlicense", "notice",
    "authors", "copyright", "contributors", "reuse.toml"};

// In one licence text, and so far names are searched in it: longer ones are lists that nobody reads
// line by line, and the time is the product of both.
constexpr size_t kMaxNotices = 1000;
constexpr size_t kMaxSearchedBytes = size_t{1} << 20U;

void AddAll(const FileLicensing& side, Holders& holders) {
  for (const CopyrightNotice& notice : side.copyrights) holders.Add(notice.holder);
  for (const Snippet& snippet : side.snippets) {
    for (const CopyrightNotice& notice : snippet.copyrights) holders.Add(notice.holder);
  }
}

template <typename Use>
void EachNotice(const SourceText& text, Use use) {
  const std::string_view bytes = text.text;
  size_t notices = 0;
  for (size_t begin = 0; begin < bytes.size() && notices < kMaxNotices;) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const auto found = FindNotice(Trim(bytes.substr(begin, end - begin)));
    begin = end + 1;
    if (!found) continue;
    ++notices;
    use(found->text, HolderOf(found->text));
  }
}

}  // namespace

std::vector<std::string> LostNotices(const ComparedFile& file, const FileLicensing* own_text) {
  Holders holders;
  AddAll(*file.after, holders);
  if (own_text != nullptr) AddAll(*own_text, holders);
  std::vector<std::string> lost;
  for (const CopyrightNotice& notice : file.before->copyrights) {
    if (!holders.Name(notice.holder)) lost.push_back(notice.text);
  }
  return lost;
}

std::vector<std::string> LostNoticesOfText(const SourceText& before,
                                           std::span<const SourceText> after) {
  Holders holders;
  std::string all;
  for (const SourceText& text : after) {
    EachNotice(text, [&](std::string_view, const std::string& holder) { holders.Add(holder); });
    all += Simplify(std::string_view(text.text).substr(0, kMaxSearchedBytes)) + '\n';
  }
  std::vector<std::string> lost;
  EachNotice(before, [&](std::string_view notice, const std::string& holder) {
    if (IsAuthorOfLicenseText(holder) || holders.Name(holder)) return;
    // AUTHORS and the like name people without a sign.
    if (all.find(Simplify(holder)) != std::string::npos) return;
    lost.emplace_back(notice);
  });
  return lost;
}

bool CollectsNotices(std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::any_of(kCollections.begin(), kCollections.end(),
                     [&](std::string_view collection) { return name.starts_with(collection); });
}

}  // namespace headwater::license
