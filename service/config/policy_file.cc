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
#include "service/config/promotion.h"
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

std::vector<std::string_view> StopWords() {
  std::vector<std::string_view> words;
  words.reserve(kAllStopMeasures.size());
  for (const StopMeasure measure : kAllStopMeasures) words.push_back(NameOf(measure).view());
  return words;
}

/// What a word of `locked` stands for that names a block of a rule; empty: it names none.
std::vector<SettingKey> BlockOf(const std::string& id, std::string_view word) {
  std::vector<SettingKey> settings;
  settings.reserve(std::max(std::size(kWaiverWords), kAllStopMeasures.size()));
  if (word == "waiver") {
    for (const SettingWord& part : kWaiverWords) settings.push_back({id, part.kind, ""});
  }
  if (word == "stop_if") {
    for (const std::string_view measure : StopWords()) {
      settings.push_back({id, SettingKind::kStopIf, std::string(measure)});
    }
  }
  return settings;
}

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
  Status ReadPatterns(const DataNode& node);
  Status ReadExternals(const DataNode& key, const DataNode& node);
  Status ReadRules(const DataNode& node);
  bool IsKnownRule(std::string_view id) const {
    return IsPatternId(id) || catalogue_.Find(id) != nullptr;
  }
  Status ReadRule(const RuleInfo& info, const DataNode& node);
  Status ReadRuleKey(const RuleInfo& info, const DataNode& key, const DataNode& node);
  Status ReadRuleLocks(const RuleInfo& info, const DataNode& key, const DataNode& node);
  Status ReadRuleLock(const RuleInfo& info, const DataNode& item);
  Status ReadOptions(const RuleInfo& info, const DataNode& node);
  Status ReadMode(const RuleInfo& info, const DataNode& node);
  Status ReadStopIf(const RuleInfo& info, const DataNode& key, const DataNode& node);
  Status ReadWaivers(const DataNode& key, const DataNode& node);
  Status ReadWaiverBounds(const DataNode& node);
  Status ReadRuleWaiver(const RuleInfo& info, const DataNode& node);

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
  if (key.scalar == "patterns") return ReadPatterns(node);
  if (key.scalar == "external") return ReadExternals(key, node);
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
    return UnknownKey(
        key, "key",
        {"extends", "patterns", "external", "rules", "generated", "threads", "upstreams", "own",
         "variant", "waivers", "locked", "contact", "owners", "projects", "enrolment"});
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

Status Reader::ReadPatterns(const DataNode& node) {
  if (node.kind != Kind::kMap) return At(node, "`patterns` is a map from name to pattern");
  if (node.members.size() > kMaxPatterns) {
    return At(node, "more than " + std::to_string(kMaxPatterns) + " patterns");
  }
  for (const DataMember& entry : node.members) {
    Result<PolicyRulePointer> rule = ReadPattern(entry);
    if (!rule.ok()) return Error{Errc::kInvalid, file_ + ":" + rule.error().message};
    layer_.patterns.push_back({std::move(rule).value(), OriginOf(entry.first)});
  }
  return Ok{};
}

/// A change is shown to somebody else: the platform decides that, for all of its projects.
Status Reader::ReadExternals(const DataNode& key, const DataNode& node) {
  if (layer_.kind != LayerKind::kInstance) {
    return At(key,
              "`external` belongs in the platform's own file: move the definition there; here, "
              "`rules` may say how strict it is");
  }
  if (node.kind != Kind::kMap) return At(node, "`external` is a map from name to external rule");
  for (const DataMember& entry : node.members) {
    Result<PolicyRulePointer> rule = ReadExternal(entry);
    if (!rule.ok()) return Error{Errc::kInvalid, file_ + ":" + rule.error().message};
    layer_.patterns.push_back({std::move(rule).value(), OriginOf(entry.first)});
  }
  return Ok{};
}

Status Reader::ReadRules(const DataNode& node) {
  if (node.kind != Kind::kMap) return At(node, "`rules` is a map from rule to settings");
  for (const auto& [key, settings] : node.members) {
    if (IsPatternId(key.scalar)) {
      // Its settings are the same for all of them: no definition is needed to read them.
      const std::optional<CheckedText> id = CheckedText::Of(key.scalar, kMaxTitleBytes);
      if (!id) return At(key, "`" + key.scalar + "` is no name of a pattern");
      RuleInfo info;
      info.id = id->literal();
      TRY(ReadRule(info, settings));
      continue;
    }
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
  if (key.scalar == "waiver") return ReadRuleWaiver(info, node);
  if (key.scalar == "stop_if") return ReadStopIf(info, key, node);
  if (const SettingWord* word = FindWord(kRuleWords, key.scalar)) {
    return Set({std::string(info.id.view()), word->kind, ""}, ReadGlobValue(node), key, node);
  }
  return UnknownKey(
      key, "key",
      {"mode", "options", "only", "except", "gate_on_branches", "waiver", "stop_if", "locked"});
}

/// What is counted is counted over the whole platform.
Status Reader::ReadStopIf(const RuleInfo& info, const DataNode& key, const DataNode& node) {
  if (layer_.kind == LayerKind::kProject) {
    return At(key, "`stop_if` belongs in the platform's own files");
  }
  if (node.kind != Kind::kMap) return At(node, "`stop_if` is a map: {red: 20%, wrong: 3}");
  for (const auto& [name, value] : node.members) {
    const std::optional<StopMeasure> measure = StopMeasureOf(name.scalar);
    if (!measure) return UnknownKey(name, "key", StopWords());
    TRY(Set({std::string(info.id.view()), SettingKind::kStopIf, name.scalar},
            ReadStopValue(*measure, value), name, value));
  }
  return Ok{};
}

/// Bounds in the platform's files, entries in a project's own.
Status Reader::ReadWaivers(const DataNode& key, const DataNode& node) {
  if (layer_.kind != LayerKind::kProject) return ReadWaiverBounds(node);
  if (node.kind != Kind::kList) {
    return At(node,
              "`waivers`: a project lists its waivers; bounds stand at the rule they are for, as "
              "`waiver: {max: 30d}`");
  }
  if (node.items.size() > kMaxDeclaredWaivers) {
    return At(key, "more than " + std::to_string(kMaxDeclaredWaivers) + " waivers");
  }
  for (const DataNode& item : node.items) {
    Sourced<DeclaredWaiver> entry = TRY(ReadDeclaredWaiver(file_, item));
    if (!IsKnownRule(entry.value.rule)) {
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

Status Reader::ReadRuleWaiver(const RuleInfo& info, const DataNode& node) {
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
  for (const DataNode& item : node.items) TRY(ReadRuleLock(info, item));
  return Ok{};
}

Status Reader::ReadRuleLock(const RuleInfo& info, const DataNode& item) {
  const std::string id(info.id.view());
  std::vector<SettingKey> settings = BlockOf(id, item.scalar);
  if (settings.empty()) {
    const SettingWord* word = FindWord(kRuleWords, item.scalar);
    settings.push_back(word != nullptr ? SettingKey{id, word->kind, ""}
                                       : SettingKey{id, SettingKind::kOption, item.scalar});
    if (catalogue_.InfoOf(settings.front()) == nullptr) {
      std::vector<std::string_view> words = {"waiver", "stop_if"};
      for (const SettingWord& known : kRuleWords) words.push_back(known.word);
      for (const OptionInfo& option : info.options) words.push_back(option.name.view());
      return UnknownKey(item, "key or option", words);
    }
  }
  for (SettingKey& setting : settings) {
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
  if (ramp.value().cohorts > 1 && layer_.kind == LayerKind::kProject) {
    return At(node, "`cohorts` belongs in the platform's own files: a project is one");
  }
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
