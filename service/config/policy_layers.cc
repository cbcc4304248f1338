// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/config/policy_layers.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "service/config/effective_policy.h"

namespace headwater::config {
namespace {

using OnLaxer = PolicyStack::OnLaxer;

Status AddChain(const std::vector<ChainLink>& chain, OnLaxer on_laxer, UpperPolicy& upper) {
  for (const ChainLink& link : chain) {
    TRY(upper.stack.Add(link.layer, on_laxer));
    upper.texts.push_back({link.layer.kind, link.layer.name, link.yaml});
  }
  return Ok{};
}

UpperPolicy Nothing(const Shipped& shipped) {
  return {"", PolicyStack(std::make_shared<SettingCatalogue>(shipped.rules)), {}, false};
}

ChainSource PresetSource(const ShippedFile& file) {
  return {LayerKind::kShipped, {std::string(file.name), std::string(file.yaml)}, nullptr};
}

Status CheckInstance(const PolicyStack& stack, const std::string& name) {
  if (stack.contact().value.empty()) {
    return Error{Errc::kInvalid,
                 name + ": `contact` is missing: whom authors may ask about the rules"};
  }
  if (stack.owners().value.empty()) {
    return Error{Errc::kInvalid,
                 name + ": `owners` is missing: who is told when a policy cannot be used"};
  }
  return Ok{};
}

bool SpeaksOfEnrolment(const std::vector<ChainLink>& chain) {
  return std::any_of(chain.begin(), chain.end(), [](const ChainLink& link) {
    return std::any_of(link.layer.settings.begin(), link.layer.settings.end(),
                       [](const auto& one) { return one.first.kind == SettingKind::kEnrolment; });
  });
}

/// Patterns of the groups' files: of two groups that name one project, neither was written for the
/// other, and both of their patterns are meant.
class PatternNames {
 public:
  Status Add(const std::vector<ChainLink>& chain) {
    for (const ChainLink& link : chain) {
      for (const auto& pattern : link.layer.patterns) TRY(AddOne(pattern));
    }
    return Ok{};
  }

 private:
  Status AddOne(const Sourced<PolicyRulePointer>& pattern) {
    const std::string id(pattern.value->id());
    const auto [at, is_new] = known_.emplace(id, pattern);
    if (is_new || CanonicalPattern(*at->second.value) == CanonicalPattern(*pattern.value)) {
      return Ok{};
    }
    return Error{Errc::kInvalid, ToText(pattern.origin) + ": `" + id + "` is defined already, in " +
                                     ToText(at->second.origin) + ": take another name"};
  }

  std::map<std::string, Sourced<PolicyRulePointer>> known_;
};

void AddConditions(const SettingMap& settings, std::set<StopCondition>& conditions) {
  for (const auto& [key, value] : settings) {
    const auto measure = StopMeasureOf(key.option);
    if (key.kind != SettingKind::kStopIf || !measure) continue;
    const int64_t above = std::get<int64_t>(std::get<OptionValue>(value.value));
    if (above != kStopNever) conditions.insert({key.rule, *measure, above});
  }
}

std::string_view Beginning(std::string_view pattern) {
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return pattern.substr(0, pattern.find_first_of("*?"));
}

}  // namespace

Result<UpperPolicy> StandardPolicy(const Shipped& shipped) {
  UpperPolicy upper = Nothing(shipped);
  const ShippedFile* file = TRY(FindShipped(shipped.standard, shipped.files));
  const ChainTerms terms{*upper.stack.catalogue(), shipped.files, ""};
  const std::vector<ChainLink> chain = TRY(ReadChain(PresetSource(*file), terms));
  TRY(AddChain(chain, OnLaxer::kRefuse, upper));
  upper.name = file->name;
  upper.replaceable = true;
  return upper;
}

Result<UpperPolicy> ReadUpperPolicy(std::vector<LayerText> texts, const Shipped& shipped) {
  UpperPolicy upper = Nothing(shipped);
  for (const LayerText& text : texts) {
    std::string_view yaml;
    if (text.yaml == nullptr) {
      const ShippedFile* const file = TRY(FindShipped(text.name, shipped.files));
      yaml = file->yaml;
    } else {
      yaml = *text.yaml;
    }
    const PolicyLayer layer =
        TRY(ReadPolicyFile(text.kind, text.name, yaml, *upper.stack.catalogue()));
    TRY(upper.stack.Add(layer, OnLaxer::kKeepLocked));
    if (text.kind == LayerKind::kShipped) continue;
    upper.name += (upper.name.empty() ? "" : ", ") + text.name;
  }
  upper.texts = std::move(texts);
  return upper;
}

Result<PolicyLayers> PolicyLayers::Load(const LayerSources& sources, const Shipped& shipped) {
  UpperPolicy instance = Nothing(shipped);
  const std::shared_ptr<const SettingCatalogue> catalogue = instance.stack.catalogue();
  const std::vector<ChainLink> chain =
      TRY(ReadChain({LayerKind::kInstance, sources.instance, sources.beside_instance},
                    {*catalogue, shipped.files, shipped.standard}));
  TRY(AddChain(chain, OnLaxer::kRefuse, instance));
  TRY(CheckInstance(instance.stack, sources.instance.name));
  instance.name = sources.instance.name;
  PolicyLayers layers(std::move(instance));
  layers.speaks_of_enrolment_ = SpeaksOfEnrolment(chain);
  PatternNames names;
  for (const NamedText& file : sources.groups) {
    Group group = TRY(ReadGroup(file, sources.below_groups, {*catalogue, shipped.files, ""}));
    UpperPolicy tried = layers.instance_;
    TRY(AddChain(group.chain, OnLaxer::kRefuse, tried));
    TRY(names.Add(group.chain));
    layers.speaks_of_enrolment_ = layers.speaks_of_enrolment_ || SpeaksOfEnrolment(group.chain);
    layers.groups_.push_back(std::move(group));
  }
  return layers;
}

Result<PolicyLayers::Group> PolicyLayers::ReadGroup(const NamedText& file, const ReadOther& read,
                                                    const ChainTerms& terms) {
  Group group;
  group.name = file.name;
  group.chain = TRY(ReadChain({LayerKind::kGroup, file, read}, terms));
  const auto& projects = group.chain.back().layer.projects;
  if (!projects || projects->value.empty()) {
    return Error{Errc::kInvalid,
                 file.name + ": `projects` is missing: globs of the paths it is for"};
  }
  for (const std::string& pattern : projects->value) {
    GlobSet glob = TRY(GlobSet::Make({pattern}));
    group.projects.push_back({std::string(Beginning(pattern)), std::move(glob)});
  }
  return group;
}

bool PolicyLayers::Covers(const Group& group, std::string_view project_path) {
  return std::any_of(
      group.projects.begin(), group.projects.end(), [project_path](const PathGlob& path) {
        return project_path.starts_with(path.beginning) && path.glob.Matches(project_path);
      });
}

PolicyLayers PolicyLayers::WithPauses(std::shared_ptr<const std::vector<Pause>> pauses) const {
  PolicyLayers layers = *this;
  layers.pauses_ = std::move(pauses);
  return layers;
}

std::vector<StopCondition> PolicyLayers::Conditions() const {
  std::set<StopCondition> conditions;
  AddConditions(instance_.stack.settings(), conditions);
  for (const Group& group : groups_) {
    for (const ChainLink& link : group.chain) AddConditions(link.layer.settings, conditions);
  }
  return {conditions.begin(), conditions.end()};
}

UpperPolicy PolicyLayers::For(std::string_view project_path, ProjectId project) const {
  UpperPolicy upper = instance_;
  upper.stack.SetRamps({project, pauses_});
  for (const Group& group : groups_) {
    if (!Covers(group, project_path)) continue;
    // With kKeepLocked nothing is refused.
    if (AddChain(group.chain, OnLaxer::kKeepLocked, upper).ok()) upper.name += ", " + group.name;
  }
  return upper;
}

}  // namespace headwater::config
