// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/fork/based_on_fix.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/data.h"
#include "headwater/fix.h"
#include "headwater/url.h"

namespace headwater::fork {
namespace {

constexpr std::string_view kKey = "isBasedOn";
constexpr std::string_view kBefore = "url";  ///< The key that it is written before.

/// A line of the file without its line end; empty where there is none.
std::string_view LineAt(std::string_view text, uint32_t line) {
  const std::vector<size_t> starts = LineStarts(text);
  if (line == 0 || line >= starts.size()) return {};
  std::string_view content = text.substr(starts[line - 1], starts[line] - starts[line - 1]);
  while (content.ends_with('\n') || content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

std::string_view LineEndOf(std::string_view text) {
  const size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

/// YAML takes it as it is: a colon at its end would make a key of it.
bool IsPlain(std::string_view address) {
  return SafeUrl::Parse(address).ok() && !address.ends_with(':');
}

/// What stands before the value of a list's line: blanks, a hyphen, blanks; empty: it is another.
std::string_view BulletOf(std::string_view line) {
  const size_t hyphen = line.find_first_not_of(' ');
  if (hyphen == std::string_view::npos || line[hyphen] != '-') return {};
  const size_t value = line.find_first_not_of(' ', hyphen + 1);
  return value == std::string_view::npos || value == hyphen + 1 ? std::string_view()
                                                                : line.substr(0, value);
}

class BasedOnWriter {
 public:
  BasedOnWriter(const PubliccodeFile& publiccode, std::string_view address)
      : text_(publiccode.text), address_(address), line_end_(LineEndOf(publiccode.text)) {}

  std::optional<Fix> Write(const DataNode& root) const {
    const auto member = std::ranges::find_if(
        root.members, [](const DataMember& m) { return m.first.scalar == kKey; });
    if (member == root.members.end()) return BeforeUrl(root);
    const DataNode& value = member->second;
    if (value.kind == DataNode::Kind::kList && !value.items.empty()) return AsItem(value);
    if (value.kind == DataNode::Kind::kString) return AsList(member->first, value);
    return std::nullopt;
  }

 private:
  Fix Replace(LineRange lines, std::string text) const {
    return {.kind = Fix::Kind::kReplace,
            .path = Untrusted(std::string(kPubliccodeFile)),
            .lines = lines,
            .text = Untrusted(std::move(text))};
  }

  std::string Line(std::string_view begin, std::string_view value) const {
    return std::string(begin) + std::string(value) + std::string(line_end_);
  }

  /// A map in braces has its keys elsewhere.
  static bool BeginsALine(const DataNode& key) { return key.line > 0 && key.column == 1; }

  std::optional<Fix> BeforeUrl(const DataNode& root) const {
    const auto url = std::ranges::find_if(
        root.members, [](const DataMember& m) { return m.first.scalar == kBefore; });
    if (url == root.members.end() || !BeginsALine(url->first)) return std::nullopt;
    return Replace({url->first.line, url->first.line - 1}, Line("isBasedOn: ", address_));
  }

  std::optional<Fix> AsItem(const DataNode& list) const {
    const uint32_t first = list.items.front().line;
    const std::string_view bullet = BulletOf(LineAt(text_, first));
    if (bullet.empty()) return std::nullopt;
    return Replace({first, first - 1}, Line(bullet, address_));
  }

  /// What else stands on the line, such as a comment, would be lost: then it is for a person.
  std::optional<Fix> AsList(const DataNode& key, const DataNode& value) const {
    if (!BeginsALine(key) || key.line != value.line || !IsPlain(value.scalar)) return std::nullopt;
    const std::string_view line = LineAt(text_, key.line);
    const std::string& scalar = value.scalar;
    const bool is_alone = line == "isBasedOn: " + scalar ||
                          line == "isBasedOn: \"" + scalar + "\"" ||
                          line == "isBasedOn: '" + scalar + "'";
    if (!is_alone) return std::nullopt;
    return Replace({key.line, key.line},
                   Line(kKey, ":") + Line("  - ", scalar) + Line("  - ", address_));
  }

  std::string_view text_;
  std::string_view address_;
  std::string_view line_end_;
};

}  // namespace

std::optional<Fix> NameInBasedOn(const PubliccodeFile& publiccode, const Untrusted& address) {
  if (!publiccode.content || !IsPlain(address.bytes())) return std::nullopt;
  const Result<DataNode> root = ParseYaml(publiccode.text, kYamlLimits);
  if (!root.ok()) return std::nullopt;
  return BasedOnWriter(publiccode, address.bytes()).Write(root.value());
}

}  // namespace headwater::fork
