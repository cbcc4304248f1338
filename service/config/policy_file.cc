// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/policy_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "headwater/data.h"
#include "service/config/enrolment.h"
#include "service/config/option_value.h"
#include "service/config/policy_values.h"
#include "service/config/suggestion.h"
#include "service/config/upstream_entries.h"
#include "service/config/waiver_settings.h"

namespace headwater::config {
namespace {

using Kind = DataNode::Kind;

/// The words that stand in `locked`, in `rules` and at the top of a file.
struct SettingWord {
  std::string_view word;
  SettingKind kind;
};
constexpr SettingWord kRuleWords[] = {{"mode", SettingKind::kMode},
                                      {"only", SettingKind::kOnly},
                                      {"except", SettingKind::kExcept},
                                      {"gate_on_branches", SettingKind::kGateOnBranches}};
constexpr SettingWord kTopWords[] = {{"generated", SettingKind::kGenerated},
                                     {"threads", SettingKind::kThreads},
                                     {"upstreams", SettingKind::kUpstreams},
                                     {"own", SettingKind::kOwn},
                                     {"variant", SettingKind::kVariant}};

/// The words below `waiver` of a rule; in `locked` with it before them.
constexpr SettingWord kWaiverWords[] = {{"max", SettingKind::kWaiverMax},
                                        {"may_waive", SettingKind::kMayWaive},
                                        {"own", SettingKind::kOwnWaivers}};

template <size_t kSize>
const SettingWord* FindWord(const SettingWord (&words)[kSize], std::string_view word) {
  const auto* const at = std::find_if(std::begin(words), std::end(words),
                                      [word](const SettingWord& one) { return one.word == word; });
  return at == std::end(words) ? nullptr : at;
}

/// Reads one file; carries what every error and every value needs.
class Reader {
 public:
  Reader(LayerKind kind, std::string_view file, const SettingCatalogue& catalogue)
      : file_(file), catalogue_(catalogue) {
    layer_.name = file_;
    layer_.kind = kind;
  }

  Result<PolicyLayer> Read(const DataNode& root) &&;

 private:
  Error At(const DataNode& node, std::string_view sentence) const {
    return {Errc::kInvalid, file_ + ":" + std::to_string(node.line) + ":" +
                                std::to_string(node.column) + ": " + std::string(sentence)};
  }
  ValueOrigin OriginOf(const DataNode& node) const { return {file_, node.line, node.column}; }
  Error UnknownKey(const DataNode& key, std::string_view kind,
                   const std::vector<std::string_view>& keys) const {
    return At(key, "unknown " + std::string(kind) + " `" + key.scalar + "`" +
                       DidYouMean(key.scalar, keys));
  }

  /// A Result without a place, with the place of the node it came from.
  template <typename T>
  Result<Sourced<T>> Placed(Result<T> value, const DataNode& key, const DataNode& node) const {
    if (!value.ok()) return At(node, "`" + key.scalar + "`: " + value.error().message);
    return Sourced<T>{std::move(value).value(), OriginOf(node)};
  }

  template <typename T>
  Status Set(SettingKey setting, Result<T> value, const DataNode& key, const DataNode& node) {
    Sourced<T> placed = TRY(Placed(std::move(value), key, node));
    layer_.settings[std::move(setting)] = {std::move(placed.value), std::move(placed.origin)};
    return Ok{};
  }

  /// Keys that only files above a project's own may have.
  bool MayGovern() const {
    return layer_.kind == LayerKind::kInstance || layer_.kind == LayerKind::kGroup;
  }

  Status ReadKey(const DataNode& key, const DataNode& node);
  Status ReadTopSetting(SettingKind kind, const DataNode& key, const DataNode& node);
  Status ReadGovernance(const DataNode& key, const DataNode& node);
  Status ReadEnrolment(const DataNode& node);
  Status ReadExtends(const DataNode& key, const DataNode& node);
  Status ReadTopLocks(const DataNode& node);
  Status ReadRules(const DataNode& node);
  Status ReadRule(const RuleInfo& info, const DataNode& node);
  Status ReadRuleKey(const RuleInfo& info, const DataNode& key, const DataNode& node);
  Status ReadRuleLocks(const RuleInfo& info, const DataNode& key, const DataNode& node);
  Status ReadOptions(const RuleInfo& info, const DataNode& node);
  Status ReadMode(const RuleInfo& info, const DataNode& node);
  Status ReadWaivers(const DataNode& key, const DataNode& node);
  Status ReadWaiverBounds(const DataNode& node);
  Status ReadRuleWaiver(const RuleInfo& info, const DataNode& key, const DataNode& node);

  const std::string file_;
  const SettingCatalogue& catalogue_;
  PolicyLayer layer_;
};

Result<PolicyLayer> Reader::Read(const DataNode& root) && {
  if (root.kind != Kind::kNull && root.kind != Kind::kMap) {
    return At(root, "a policy is a map of keys");
  }
  for (const auto& [key, node] : root.members) TRY(ReadKey(key, node));
  return std::move(layer_);
}

Status Reader::ReadKey(const DataNode& key, const DataNode& node) {
  if (key.scalar == "extends") return ReadExtends(key, node);
  if (key.scalar == "rules") return ReadRules(node);
  if (key.scalar == "waivers") return ReadWaivers(key, node);
  if (const SettingWord* word = FindWord(kTopWords, key.scalar)) {
    return ReadTopSetting(word->kind, key, node);
  }
  return ReadGovernance(key, node);
}

Status Reader::ReadTopSetting(SettingKind kind, const DataNode& key, const DataNode& node) {
  switch (kind) {
    case SettingKind::kThreads:
      return Set({"", kind, ""}, ReadThreads(node), key, node);
    case SettingKind::kVariant:
      return Set({"", kind, ""}, ReadVariant(node), key, node);
    case SettingKind::kUpstreams: {
      std::vector<PolicyUpstream> upstreams = TRY(ReadUpstreams(file_, node));
      layer_.settings[{"", kind, ""}] = {std::move(upstreams), OriginOf(node)};
      return Ok{};
    }
    default:
      return Set({"", kind, ""}, ReadGlobValue(node), key, node);
  }
}

Status Reader::ReadGovernance(const DataNode& key, const DataNode& node) {
  const std::string_view words[] = {"locked", "contact", "owners", "projects", "enrolment"};
  const auto* const word = std::find(std::begin(words), std::end(words), key.scalar);
  if (word == std::end(words)) {
    return UnknownKey(key, "key",
                      {"extends", "rules", "generated", "threads", "upstreams", "own", "variant",
                       "waivers", "locked", "contact", "owners", "projects", "enrolment"});
  }
  if (*word == "projects" && layer_.kind != LayerKind::kGroup) {
    return At(key, "`projects` belongs in the files of groups");
  }
  if (!MayGovern()) return At(key, "`" + key.scalar + "` belongs in the platform's own files");
  if (*word == "locked") return ReadTopLocks(node);
  if (*word == "enrolment") return ReadEnrolment(node);
  if (*word == "contact") {
    layer_.contact = TRY(Placed(ReadContact(node), key, node));
  } else if (*word == "owners") {
    layer_.owners = TRY(Placed(ReadOwners(node), key, node));
  } else {
    layer_.projects = TRY(Placed(ReadGlobs(node), key, node));
  }
  return Ok{};
}

Status Reader::ReadEnrolment(const DataNode& node) {
  if (node.kind != Kind::kMap) return At(node, "`enrolment` is a map of who takes part");
  for (const auto& [key, value] : node.members) {
    const EnrolmentKey* const known = FindEnrolmentKey(key.scalar);
    if (known == nullptr) {
      std::vector<std::string_view> names;
      for (const EnrolmentKey& one : kEnrolmentKeys) names.push_back(one.name);
      return UnknownKey(key, "key", names);
    }
    TRY(Set({"", SettingKind::kEnrolment, key.scalar}, ReadEnrolmentValue(*known, value), key,
            value));
  }
  return Ok{};
}

Status Reader::ReadExtends(const DataNode& key, const DataNode& node) {
  const auto names = TRY(Placed(ReadStrings(node), key, node));
  for (const std::string& name : names.value) layer_.extends.push_back({name, names.origin});
  return Ok{};
}

Status Reader::ReadTopLocks(const DataNode& node) {
  if (node.kind != Kind::kList) return At(node, "`locked`: expected a list of keys of this file");
  for (const DataNode& item : node.items) {
    if (item.scalar == "waivers") {
      layer_.locks.push_back({"", SettingKey{"", SettingKind::kWaiverMax, ""}, OriginOf(item)});
      continue;
    }
    if (item.scalar == "enrolment") {
      for (const EnrolmentKey& key : kEnrolmentKeys) {
        const SettingKey setting{"", SettingKind::kEnrolment, std::string(key.name)};
        layer_.locks.push_back({"", setting, OriginOf(item)});
      }
      continue;
    }
    const SettingWord* word = FindWord(kTopWords, item.scalar);
    if (word == nullptr) {
      std::vector<std::string_view> words = {"waivers", "enrolment"};
      for (const SettingWord& known : kTopWords) words.push_back(known.word);
      return UnknownKey(item, "key", words);
    }
    layer_.locks.push_back({"", SettingKey{"", word->kind, ""}, OriginOf(item)});
  }
  return Ok{};
}

Status Reader::ReadRules(const DataNode& node) {
  if (node.kind != Kind::kMap) return At(node, "`rules` is a map from rule to settings");
  for (const auto& [key, settings] : node.members) {
    const RuleEntry* rule = catalogue_.Find(key.scalar);
    if (rule == nullptr) {
      std::vector<std::string_view> ids;
      for (const RuleEntry* entry : catalogue_.rules()) ids.push_back(entry->info.id.view());
      return UnknownKey(key, "rule", ids);
    }
    TRY(ReadRule(rule->info, settings));
  }
  return Ok{};
}

Status Reader::ReadRule(const RuleInfo& info, const DataNode& node) {
  if (node.kind == Kind::kString) return ReadMode(info, node);
  if (node.kind != Kind::kMap) return At(node, "a rule has a mode, or a map of settings");
  for (const auto& [key, value] : node.members) TRY(ReadRuleKey(info, key, value));
  return Ok{};
}

Status Reader::ReadRuleKey(const RuleInfo& info, const DataNode& key, const DataNode& node) {
  if (key.scalar == "mode") return ReadMode(info, node);
  if (key.scalar == "options") return ReadOptions(info, node);
  if (key.scalar == "locked") return ReadRuleLocks(info, key, node);
  if (key.scalar == "waiver") return ReadRuleWaiver(info, key, node);
  if (const SettingWord* word = FindWord(kRuleWords, key.scalar)) {
    return Set({std::string(info.id.view()), word->kind, ""}, ReadGlobValue(node), key, node);
  }
  return UnknownKey(key, "key",
                    {"mode", "options", "only", "except", "gate_on_branches", "waiver", "locked"});
}

/// Bounds in the platform's files, entries in a project's own.
Status Reader::ReadWaivers(const DataNode& key, const DataNode& node) {
  if (layer_.kind != LayerKind::kProject) return ReadWaiverBounds(node);
  if (node.kind != Kind::kList) {
    return At(node,
              "`waivers`: a project lists its waivers; their bounds belong in the platform's "
              "own files");
  }
  if (node.items.size() > kMaxDeclaredWaivers) {
    return At(key, "more than " + std::to_string(kMaxDeclaredWaivers) + " waivers");
  }
  for (const DataNode& item : node.items) {
    Sourced<DeclaredWaiver> entry = TRY(ReadDeclaredWaiver(file_, item));
    if (catalogue_.Find(entry.value.rule) == nullptr) {
      std::vector<std::string_view> ids;
      for (const RuleEntry* rule : catalogue_.rules()) ids.push_back(rule->info.id.view());
      return At(item,
                "unknown rule `" + entry.value.rule + "`" + DidYouMean(entry.value.rule, ids));
    }
    layer_.waivers.push_back(std::move(entry));
  }
  return Ok{};
}

Status Reader::ReadWaiverBounds(const DataNode& node) {
  if (node.kind != Kind::kMap) return At(node, "`waivers` is a map: {max: 180d}");
  for (const auto& [key, value] : node.members) {
    if (key.scalar != "max") return UnknownKey(key, "key", {"max"});
    TRY(Set({"", SettingKind::kWaiverMax, ""}, ReadWaiverMax(value), key, value));
  }
  return Ok{};
}

Status Reader::ReadRuleWaiver(const RuleInfo& info, const DataNode& key, const DataNode& node) {
  if (layer_.kind == LayerKind::kProject) {
    return At(key, "`waiver` belongs in the platform's own files");
  }
  if (node.kind != Kind::kMap) return At(node, "`waiver` is a map: {max: 30d, may_waive: [owner]}");
  const std::string id(info.id.view());
  for (const auto& [name, value] : node.members) {
    const SettingWord* word = FindWord(kWaiverWords, name.scalar);
    if (word == nullptr) return UnknownKey(name, "key", {"max", "may_waive", "own"});
    Result<OptionValue> read = word->kind == SettingKind::kWaiverMax  ? ReadWaiverMax(value)
                               : word->kind == SettingKind::kMayWaive ? ReadMayWaive(value)
                                                                      : ReadOwnWaivers(value);
    TRY(Set({id, word->kind, ""}, std::move(read), name, value));
  }
  return Ok{};
}

/// `true`, or a list of what is locked: keys of the rule and names of its options.
Status Reader::ReadRuleLocks(const RuleInfo& info, const DataNode& key, const DataNode& node) {
  if (!MayGovern()) return At(key, "`locked` belongs in the platform's own files");
  const std::string id(info.id.view());
  if (node.kind == Kind::kBool && node.scalar == "true") {
    layer_.locks.push_back({id, std::nullopt, OriginOf(node)});
    return Ok{};
  }
  if (node.kind != Kind::kList) return At(node, "`locked`: expected true, or a list of keys");
  for (const DataNode& item : node.items) {
    if (item.scalar == "waiver") {
      for (const SettingWord& part : kWaiverWords) {
        layer_.locks.push_back({id, SettingKey{id, part.kind, ""}, OriginOf(item)});
      }
      continue;
    }
    const SettingWord* word = FindWord(kRuleWords, item.scalar);
    SettingKey setting = word != nullptr ? SettingKey{id, word->kind, ""}
                                         : SettingKey{id, SettingKind::kOption, item.scalar};
    if (!catalogue_.all().contains(setting)) {
      std::vector<std::string_view> words = {"waiver"};
      for (const SettingWord& known : kRuleWords) words.push_back(known.word);
      for (const OptionInfo& option : info.options) words.push_back(option.name.view());
      return UnknownKey(item, "key or option", words);
    }
    layer_.locks.push_back({id, std::move(setting), OriginOf(item)});
  }
  return Ok{};
}

Status Reader::ReadOptions(const RuleInfo& info, const DataNode& node) {
  if (node.kind != Kind::kMap) return At(node, "`options` is a map");
  for (const auto& [key, value] : node.members) {
    const OptionInfo* option = nullptr;
    std::vector<std::string_view> names;
    for (const OptionInfo& candidate : info.options) {
      names.push_back(candidate.name.view());
      if (candidate.name.view() == key.scalar) option = &candidate;
    }
    if (option == nullptr) return UnknownKey(key, "option", names);
    TRY(Set({std::string(info.id.view()), SettingKind::kOption, key.scalar},
            ReadOptionValue(*option, value), key, value));
  }
  return Ok{};
}

Status Reader::ReadMode(const RuleInfo& info, const DataNode& node) {
  Result<ModeRamp> ramp = ReadModeRamp(node);
  if (!ramp.ok()) return At(node, ramp.error().message);
  layer_.settings[{std::string(info.id.view()), SettingKind::kMode, ""}] = {std::move(ramp).value(),
                                                                            OriginOf(node)};
  return Ok{};
}

/// A project's file is written by anybody and small; a platform's may name every project.
DataLimits LimitsOf(LayerKind kind) {
  return kind == LayerKind::kProject ? kPolicyLimits : kYamlLimits;
}

}  // namespace

Result<PolicyLayer> ReadPolicyFile(LayerKind kind, std::string_view name, std::string_view yaml,
                                   const SettingCatalogue& catalogue) {
  // The reader's message begins with line:column: the file's name completes the place.
  Result<DataNode> root = ParseYaml(yaml, LimitsOf(kind));
  if (!root.ok()) {
    return Error{Errc::kInvalid, std::string(name) + ":" + root.error().message};
  }
  return Reader(kind, name, catalogue).Read(root.value());
}

}  // namespace headwater::config
