// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/effective_policy.h"

#include <map>
#include <utility>
#include <vector>

#include "service/config/option_value.h"

namespace headwater::config {
namespace {

constexpr std::string_view kPresetPrefix = "preset:";

Result<UpperPolicy> UpperOf(const Shipped& shipped) {
  if (shipped.upper != nullptr) return *shipped.upper;
  return StandardPolicy(shipped);
}

/// A project that extends something chooses it instead of the standard preset, never instead of
/// what the platform wrote.
PolicyStack BaseFor(const UpperPolicy& upper, const PolicyLayer& file) {
  if (!upper.replaceable || file.extends.empty()) return upper.stack;
  PolicyStack stack(upper.stack.catalogue());
  stack.SetRamps(upper.stack.ramps());
  return stack;
}

std::string NameOf(const UpperPolicy& upper, const PolicyLayer& file) {
  if (!upper.replaceable) return file.name + " (over " + upper.name + ")";
  std::string name = file.name + " (extends";
  for (const auto& base : file.extends) name += " " + base.value;
  if (file.extends.empty()) name += " " + upper.name;
  return name + ")";
}

Result<EffectiveStack> AddFile(const PolicySource& source, const UpperPolicy& upper,
                               const Shipped& shipped) {
  const std::vector<ChainLink> chain =
      TRY(ReadChain({LayerKind::kProject, {source.name, source.yaml}, source.read},
                    {*upper.stack.catalogue(), shipped.files, ""}));
  const PolicyLayer& file = chain.back().layer;
  EffectiveStack effective{NameOf(upper, file), BaseFor(upper, file)};
  for (const ChainLink& link : chain) {
    // Whoever confirms them looks into one place.
    const bool is_own = &link == &chain.back();
    if (!is_own && !link.layer.waivers.empty()) {
      return Error{Errc::kInvalid, ToText(link.layer.waivers.front().origin) +
                                       ": `waivers` belong in " + source.name};
    }
    TRY(effective.stack.Add(link.layer, PolicyStack::OnLaxer::kRefuse));
  }
  return effective;
}

Result<EffectiveStack> OneFile(const std::optional<PolicySource>& file, const UpperPolicy& upper,
                               const Shipped& shipped) {
  if (file) return AddFile(*file, upper, shipped);
  return EffectiveStack{upper.name, upper.stack};
}

}  // namespace

Result<Policy> LoadPreset(std::string_view name, const Shipped& shipped,
                          std::chrono::sys_days as_of) {
  const std::string full =
      name.starts_with(kPresetPrefix) ? std::string(name) : std::string(kPresetPrefix).append(name);
  Shipped only = shipped;
  only.standard = full;
  const UpperPolicy preset = TRY(StandardPolicy(only));
  return preset.stack.Make(preset.name, as_of);
}

Result<Policy> LoadPolicy(const PolicySource& source, const Shipped& shipped,
                          std::chrono::sys_days as_of) {
  return LoadProjectPolicy({source}, shipped, as_of);
}

Result<EffectiveStack> StackOf(const ProjectSources& sources, const Shipped& shipped) {
  const UpperPolicy upper = TRY(UpperOf(shipped));
  EffectiveStack effective = TRY(OneFile(sources.file, upper, shipped));
  if (sources.may_loosen) return effective;
  const EffectiveStack bound = TRY(OneFile(sources.default_file, upper, shipped));
  effective.stack.Tighten(bound.stack);
  if (sources.file || sources.default_file) {
    effective.name += ", not laxer than on the default branch";
  }
  return effective;
}

Result<Policy> LoadProjectPolicy(const ProjectSources& sources, const Shipped& shipped,
                                 std::chrono::sys_days as_of) {
  EffectiveStack effective = TRY(StackOf(sources, shipped));
  return effective.stack.Make(std::move(effective.name), as_of);
}

Options CompleteOptions(const RuleInfo& info, const RulePolicy& policy) {
  std::map<std::string, OptionValue, std::less<>> values;
  for (const OptionInfo& option : info.options) {
    const auto set = policy.options.find(option.name.view());
    values.emplace(option.name.view(),
                   set == policy.options.end() ? DefaultOf(option) : set->second.value);
  }
  return Options(std::move(values));
}

}  // namespace headwater::config
