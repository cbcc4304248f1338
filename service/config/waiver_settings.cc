// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/waiver_settings.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "headwater/date.h"
#include "headwater/glob.h"
#include "service/config/option_value.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

using Kind = DataNode::Kind;

Error Expected(std::string what) { return {Errc::kInvalid, "expected " + std::move(what)}; }

// A path on the forge: https://docs.gitlab.com/user/reserved_names/, "Limitations on usernames,
// project and group names".
constexpr size_t kMaxGroupPath = 255;

bool IsGroupPath(std::string_view path) {
  const auto is_fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./").find(c) != std::string_view::npos;
  };
  return !path.empty() && path.size() <= kMaxGroupPath && path.front() != '/' &&
         path.back() != '/' && std::all_of(path.begin(), path.end(), is_fine);
}

Result<std::string> ReadWho(const DataNode& node) {
  if (node.kind == Kind::kString && (node.scalar == "maintainer" || node.scalar == "owner")) {
    return node.scalar;
  }
  const DataNode* const group = node.kind == Kind::kMap ? node.Find("group") : nullptr;
  const bool is_group = group != nullptr && node.members.size() == 1 &&
                        group->kind == Kind::kString && IsGroupPath(group->scalar);
  if (is_group) return "group " + group->scalar;
  return Expected("maintainer, owner or {group: path/of/group}" +
                  DidYouMean(node.scalar, {"maintainer", "owner"}));
}

/// Reads one entry; carries what every error needs.
class EntryReader {
 public:
  explicit EntryReader(const std::string& file) : file_(file) {}

  Result<DeclaredWaiver> Read(const DataNode& node) const {
    if (node.kind != Kind::kMap) return At(node, "a waiver is a map with rule, until and reason");
    DeclaredWaiver entry;
    bool has_reason = false;
    bool has_until = false;
    for (const auto& [key, value] : node.members) {
      TRY(ReadKey(key, value, entry));
      has_reason = has_reason || key.scalar == "reason";
      has_until = has_until || key.scalar == "until";
    }
    if (entry.rule.empty()) return At(node, "a waiver needs a `rule`");
    if (!has_until) return At(node, "a waiver needs an end: `until: 2027-06-30`");
    if (!has_reason) return At(node, "a waiver needs a `reason`: one of " + Reasons());
    return entry;
  }

 private:
  Error At(const DataNode& node, std::string_view sentence) const {
    return {Errc::kInvalid, file_ + ":" + std::to_string(node.line) + ":" +
                                std::to_string(node.column) + ": " + std::string(sentence)};
  }

  static std::string Reasons() {
    std::string list;
    for (const WaiverReason reason : kAllWaiverReasons) {
      if (!list.empty()) list += ", ";
      list += NameOf(reason).view();
    }
    return list;
  }

  Status ReadKey(const DataNode& key, const DataNode& value, DeclaredWaiver& entry) const {
    if (value.kind != Kind::kString) return At(value, "`" + key.scalar + "`: expected a text");
    if (key.scalar == "rule") return ReadRule(value, entry);
    if (key.scalar == "path") return ReadPath(value, entry);
    if (key.scalar == "until") return ReadUntil(value, entry);
    if (key.scalar == "reason") return ReadReason(value, entry);
    if (key.scalar == "text") return ReadText(value, entry);
    return At(key, "unknown key `" + key.scalar + "`" +
                       DidYouMean(key.scalar, {"rule", "path", "until", "reason", "text"}));
  }

  Status ReadRule(const DataNode& value, DeclaredWaiver& entry) const {
    if (value.scalar == kEveryRule) return At(value, "a file waives one rule at a time");
    entry.rule = value.scalar;
    return Ok{};
  }
  Status ReadPath(const DataNode& value, DeclaredWaiver& entry) const {
    const Result<GlobSet> glob = GlobSet::Make({value.scalar});
    if (!glob.ok()) return At(value, "`path`: " + glob.error().message);
    entry.path = value.scalar;
    return Ok{};
  }
  Status ReadUntil(const DataNode& value, DeclaredWaiver& entry) const {
    const auto day = ParseDate(value.scalar);
    if (!day) return At(value, "`until`: expected a day that exists, as 2027-06-30");
    entry.until = *day;
    return Ok{};
  }
  Status ReadReason(const DataNode& value, DeclaredWaiver& entry) const {
    const std::optional<WaiverReason> reason = WaiverReasonOf(value.scalar);
    if (!reason) return At(value, "`reason`: expected one of " + Reasons());
    entry.reason = *reason;
    return Ok{};
  }
  Status ReadText(const DataNode& value, DeclaredWaiver& entry) const {
    if (value.scalar.size() > kMaxWaiverText) {
      return At(value, "`text`: expected at most " + std::to_string(kMaxWaiverText) + " bytes");
    }
    entry.text = value.scalar;
    return Ok{};
  }

  const std::string& file_;
};

}  // namespace

Result<OptionValue> ReadWaiverMax(const DataNode& node) {
  std::string_view text = node.scalar;
  int64_t days = 0;
  const bool has_unit = node.kind == Kind::kString && text.ends_with('d');
  if (has_unit) text.remove_suffix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  const bool is_number = has_unit && error == std::errc{} && end == text.data() + text.size();
  if (is_number && days >= kWaiverMaxOption.minimum && days <= kWaiverMaxOption.maximum) {
    return OptionValue(days);
  }
  return Expected("days, from 1d to " + std::to_string(kWaiverMaxOption.maximum) + "d");
}

Result<OptionValue> ReadMayWaive(const DataNode& node) {
  std::vector<std::string> all;
  if (node.kind != Kind::kList) {
    all.push_back(TRY(ReadWho(node)));
    return OptionValue(std::move(all));
  }
  if (node.items.size() > kMaxMayWaive) {
    return Expected("at most " + std::to_string(kMaxMayWaive) + " entries");
  }
  for (const DataNode& item : node.items) all.push_back(TRY(ReadWho(item)));
  return OptionValue(std::move(all));
}

Result<OptionValue> ReadOwnWaivers(const DataNode& node) {
  return ReadOptionValue(kOwnWaiversOption, node);
}

Result<Sourced<DeclaredWaiver>> ReadDeclaredWaiver(const std::string& file, const DataNode& node) {
  DeclaredWaiver entry = TRY(EntryReader(file).Read(node));
  const ValueOrigin origin{file, node.line, node.column};
  return Sourced<DeclaredWaiver>{std::move(entry), origin};
}

}  // namespace headwater::config
