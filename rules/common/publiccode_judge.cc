// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/publiccode_judge.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "headwater/nearest_word.h"
#include "rules/common/publiccode_values.h"

namespace headwater::publiccode {
namespace {

using Kind = DataNode::Kind;

// Far more keys than any section has: nobody looks for what was meant then.
constexpr size_t kMaxSearched = 200;

// A section that is not there is judged as an empty one: what it would have to hold is named.
const DataNode& EmptySection() {
  static const DataNode kEmpty = [] {
    DataNode node;
    node.kind = Kind::kMap;
    return node;
  }();
  return kEmpty;
}

const DataMember* FindMember(const DataNode& map, std::string_view key) {
  const auto found = std::find_if(map.members.begin(), map.members.end(),
                                  [&](const DataMember& m) { return m.first.scalar == key; });
  return found == map.members.end() ? nullptr : &*found;
}

/// The key of the section that a reader most likely meant.
std::string_view MeantKey(std::string_view prefix, std::string_view written, const DataNode& map) {
  if (map.members.size() > kMaxSearched) return {};
  std::vector<std::string_view> names;
  for (const PubliccodeKey& row : Keys()) {
    const auto name = NameBelow(row, prefix);
    // What is there already is not meant a second time.
    if (name && row.deprecated == Spec::kNever && map.Find(*name) == nullptr) {
      names.push_back(*name);
    }
  }
  return NearestWord(written, names);
}

}  // namespace

bool IsThere(const DataNode* node) {
  if (node == nullptr || node->kind == Kind::kNull) return false;
  return node->kind != Kind::kString || !node->scalar.empty();
}

PubliccodeAnswer PubliccodeJudge::Judge(const DataNode& root) && {
  if (root.kind != Kind::kMap) {
    remarks_.Add({.message = "no-map", .node = &root, .key = {}});
    return std::move(remarks_).Finish();
  }
  const DataNode* version = root.Find("publiccodeYmlVersion");
  const bool is_version = version != nullptr && version->kind != Kind::kMap;
  const std::string written = is_version ? version->scalar : std::string();
  spec_ = SpecOf(written).value_or(kNewest);
  JudgeSection(root, &root, "", "");
  JudgeMaintenance(root);
  JudgeOrigin(root);
  JudgeTwoSections(root);
  PubliccodeAnswer answer = std::move(remarks_).Finish();
  answer.version = Untrusted(ShownValue(written));
  return answer;
}

void PubliccodeJudge::JudgeSection(const DataNode& map, const DataNode* at, const std::string& path,
                                   std::string_view prefix) {
  for (const DataMember& member : map.members) {
    const PubliccodeKey* row = FindKey(prefix, member.first.scalar);
    if (row != nullptr) {
      JudgeKey(*row, member, path + member.first.scalar);
    } else {
      JudgeUnknown(map, member, path, prefix);
    }
  }
  for (const PubliccodeKey& row : Keys()) {
    if (const auto name = NameBelow(row, prefix)) JudgeMissing(row, map, at, path, *name);
  }
}

void PubliccodeJudge::JudgeMissing(const PubliccodeKey& row, const DataNode& map,
                                   const DataNode* at, const std::string& path,
                                   std::string_view name) {
  const bool is_needed = row.need != Need::kOptional && row.need != Need::kInOneLanguage;
  if (!is_needed || spec_ >= row.needed_until || spec_ < row.since) return;
  const DataMember* member = FindMember(map, name);
  if (member != nullptr && IsThere(&member->second)) return;
  const DataNode* place = member == nullptr ? at : &member->first;
  const std::string key = path + std::string(name);
  if (row.shape == Shape::kMap) {
    JudgeSection(EmptySection(), place, key + ".", SectionOf(row));
    return;
  }
  if (row.needed_until != Spec::kNever) {
    remarks_.Add({.weight = Weight::kStrict,
                  .message = "missing-formerly",
                  .node = place,
                  .key = key,
                  .args = {{"version", std::string(NameOf(spec_))},
                           {"later", std::string(NameOf(row.needed_until))}}});
    return;
  }
  const Weight weight = row.need == Need::kMandatory  ? Weight::kError
                        : row.need == Need::kByLetter ? Weight::kStrict
                                                      : Weight::kWarning;
  remarks_.Add({.weight = weight, .message = "missing", .node = place, .key = key});
}

void PubliccodeJudge::JudgeKey(const PubliccodeKey& row, const DataMember& member,
                               const std::string& key) {
  const DataNode& value = member.second;
  if (value.kind == Kind::kNull) return;
  if (spec_ < row.since) {
    remarks_.Add({.weight = Weight::kWarning,
                  .message = "key-early",
                  .node = &member.first,
                  .key = key,
                  .args = {{"since", std::string(NameOf(row.since))},
                           {"version", std::string(NameOf(spec_))}}});
  }
  if (spec_ >= row.deprecated) {
    Remark remark{.weight = Weight::kWarning,
                  .message = row.instead.empty() ? "key-deprecated" : "key-replaced",
                  .node = &member.first,
                  .key = key,
                  .args = {{"since", std::string(NameOf(row.deprecated))}}};
    if (!row.instead.empty()) remark.args.emplace_back("better", std::string(row.instead));
    remarks_.Add(std::move(remark));
  }
  JudgeValue(row, member, key);
}

void PubliccodeJudge::JudgeUnknown(const DataNode& map, const DataMember& member,
                                   const std::string& path, std::string_view prefix) {
  if (prefix.empty() && JudgeCountry(member)) return;
  const DataNode& node = member.first;
  Remark remark{.weight = Weight::kStrict,
                .message = "unknown-key",
                .node = &node,
                .key = ShownValue(path + node.scalar)};
  if (remarks_.has_room()) {
    const std::string_view meant = MeantKey(prefix, node.scalar, map);
    if (!meant.empty()) {
      remark.message = "key-meant";
      remark.args.emplace_back("better", std::string(meant));
      remark.repair = repairs_.Replace(node, meant);
    }
  }
  remarks_.Add(std::move(remark));
}

bool PubliccodeJudge::JudgeCountry(const DataMember& member) {
  std::string code = member.first.scalar;
  std::transform(code.begin(), code.end(), code.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (!IsCountryCode(code)) return false;
  const bool is_strict = question_.profile == PubliccodeProfile::kStandard;
  if (code != "DE" || is_strict) {
    remarks_.Add({.weight = Weight::kStrict,
                  .message = "country-section",
                  .node = &member.first,
                  .key = member.first.scalar});
    return true;
  }
  if (member.second.kind != Kind::kMap) return true;
  // Nobody refuses a file for what it says there.
  remarks_.SetLenient(true);
  JudgeSection(member.second, &member.first, member.first.scalar + ".", "de.");
  remarks_.SetLenient(false);
  return true;
}

void PubliccodeJudge::JudgeMaintenance(const DataNode& root) {
  const DataMember* section = FindMember(root, "maintenance");
  if (section == nullptr || section->second.kind != Kind::kMap) return;
  const DataNode* type = section->second.Find("type");
  if (type == nullptr || type->kind != Kind::kString) return;
  const std::string& written = type->scalar;
  const DataMember* contractors = FindMember(section->second, "contractors");
  const DataMember* contacts = FindMember(section->second, "contacts");
  const bool has_contractors = contractors != nullptr && IsThere(&contractors->second);
  const bool has_contacts = contacts != nullptr && IsThere(&contacts->second);
  const std::vector<std::pair<std::string, std::string>> args = {{"value", written}};
  const auto lacks = [&](const DataMember* member, const char* key) {
    remarks_.Add({.message = "missing-for-type",
                  .node = member == nullptr ? &section->first : &member->first,
                  .key = key,
                  .args = args});
  };
  if (written == "contract" && !has_contractors) lacks(contractors, "maintenance.contractors");
  if (written != "contract" && has_contractors) {
    // Said since 0.5 (CHANGELOG.rst).
    remarks_.Add({.weight = spec_ < Spec::k05 ? Weight::kWarning : Weight::kError,
                  .message = "not-for-type",
                  .node = &contractors->first,
                  .key = "maintenance.contractors",
                  .args = args});
  }
  const bool needs_contacts = written == "internal" || written == "community";
  if (needs_contacts && !has_contacts) lacks(contacts, "maintenance.contacts");
}

void PubliccodeJudge::JudgeOrigin(const DataNode& root) {
  const DataNode* url = root.Find("url");
  const DataNode* origins = root.Find("isBasedOn");
  if (url == nullptr || origins == nullptr || !IsThere(url)) return;
  const auto judge = [&](const DataNode& origin, std::string key) {
    if (origin.kind != Kind::kString || origin.scalar != url->scalar) return;
    remarks_.Add({.weight = Weight::kWarning,
                  .message = "origin-itself",
                  .node = &origin,
                  .key = std::move(key),
                  .args = {{"value", origin.scalar}}});
  };
  judge(*origins, "isBasedOn");
  for (size_t i = 0; i < origins->items.size(); ++i) {
    judge(origins->items[i], "isBasedOn[" + std::to_string(i) + "]");
  }
}

void PubliccodeJudge::JudgeTwoSections(const DataNode& root) {
  const DataMember* small = FindMember(root, "it");
  if (small == nullptr || FindMember(root, "IT") == nullptr) return;
  remarks_.Add(
      {.message = "section-twice", .node = &small->first, .key = "it", .args = {{"better", "IT"}}});
}

}  // namespace headwater::publiccode
