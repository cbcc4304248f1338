// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/effective_policy.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "headwater/hash.h"
#include "service/config/option_value.h"
#include "service/config/policy_file.h"
#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

// Presets extend presets, which extend families: three levels. More is a circle.
constexpr int kMaxExtendsDepth = 8;

constexpr std::string_view kPresetPrefix = "preset:";

const ShippedFile* FindShipped(std::string_view name, const Shipped& shipped) {
  const auto at = std::find_if(shipped.files.begin(), shipped.files.end(),
                               [&](const ShippedFile& file) { return file.name == name; });
  return at == shipped.files.end() ? nullptr : &*at;
}

std::vector<std::string_view> PresetNames(const Shipped& shipped) {
  std::vector<std::string_view> names;
  for (const ShippedFile& file : shipped.files) {
    if (file.name.starts_with(kPresetPrefix)) names.push_back(file.name);
  }
  return names;
}

Error UnknownPreset(std::string_view name, const Shipped& shipped) {
  std::string message = "unknown preset `" + std::string(name) + "`" +
                        DidYouMean(name, PresetNames(shipped)) + "; there are:";
  for (std::string_view known : PresetNames(shipped)) message += " " + std::string(known);
  return {Errc::kInvalid, message};
}

void Merge(const RuleLayer& layer, RulePolicy& policy) {
  if (layer.mode) policy.mode = *layer.mode;
  for (const auto& [name, value] : layer.options) policy.options[name] = value;
  if (layer.only) policy.only = *layer.only;
  if (layer.except) policy.except = *layer.except;
  if (layer.gate_on_branches) policy.gate_on_branches = *layer.gate_on_branches;
}

void Merge(const PolicyLayer& layer, Policy& policy) {
  for (const auto& [id, rule] : layer.rules) Merge(rule, policy.rules[id]);
  if (layer.generated) policy.generated = *layer.generated;
  if (layer.threads) policy.threads = *layer.threads;
  if (layer.upstreams) policy.upstreams = *layer.upstreams;
  if (layer.own) policy.own = *layer.own;
  if (layer.variant) policy.variant = *layer.variant;
}

Status MergeWithBases(const PolicyLayer& layer, const Shipped& shipped, int depth, Policy& policy) {
  if (depth > kMaxExtendsDepth) {
    return Error{Errc::kInvalid, layer.name + ": `extends` runs in a circle"};
  }
  for (const auto& [name, origin] : layer.extends) {
    const ShippedFile* file = FindShipped(name, shipped);
    if (file == nullptr) {
      return Result<Ok>(UnknownPreset(name, shipped))
          .Context(origin.layer + ":" + std::to_string(origin.line) + ":" +
                   std::to_string(origin.column));
    }
    const PolicyLayer base = TRY(ReadPolicyFile(file->name, file->yaml, shipped.rules));
    TRY(MergeWithBases(base, shipped, depth + 1, policy));
  }
  Merge(layer, policy);
  return Ok{};
}

void AppendList(const std::vector<std::string>& list, std::string& text) {
  text += ToText(list);
  text += '\n';
}

/// Every effective value, but not its origin: the same values judge the same, wherever written.
std::string Canonical(const Policy& policy) {
  std::string text = "headwater-policy/1\n";
  for (const auto& [id, rule] : policy.rules) {
    text += id + '\n' + std::string(NameOf(rule.mode.value).view()) + '\n';
    for (const auto& [name, value] : rule.options) {
      text += name + '=' + ToText(value.value) + '\n';
    }
    AppendList(rule.only.value, text);
    AppendList(rule.except.value, text);
    AppendList(rule.gate_on_branches.value, text);
  }
  AppendList(policy.generated.value, text);
  text += policy.threads.value == Threads::kNone ? "threads=none\n" : "threads=gate-only\n";
  for (const PolicyUpstream& upstream : policy.upstreams.value) {
    text += "upstream=" + upstream.name + '\n' + upstream.url + '\n';
    AppendList(upstream.aliases, text);
    AppendList(upstream.only, text);
  }
  AppendList(policy.own.value, text);
  text += policy.variant.value + '\n';
  return text;
}

Result<Policy> Build(const PolicyLayer& layer, const Shipped& shipped) {
  Policy policy;
  policy.name = layer.name;
  for (const RuleEntry* rule : shipped.rules) {
    policy.rules[std::string(rule->info.id.view())].mode = {Mode::kOff, {"default", 0, 0}};
  }
  TRY(MergeWithBases(layer, shipped, 0, policy));
  policy.hash = Sha256Hex(Canonical(policy));
  return policy;
}

}  // namespace

Result<Policy> LoadPreset(std::string_view name, const Shipped& shipped) {
  const std::string full =
      name.starts_with(kPresetPrefix) ? std::string(name) : std::string(kPresetPrefix).append(name);
  const ShippedFile* file = FindShipped(full, shipped);
  if (file == nullptr) return UnknownPreset(full, shipped);
  return Build(TRY(ReadPolicyFile(file->name, file->yaml, shipped.rules)), shipped);
}

Result<Policy> LoadPolicy(const PolicySource& source, const Shipped& shipped) {
  PolicyLayer layer = TRY(ReadPolicyFile(source.name, source.yaml, shipped.rules));
  if (layer.extends.empty()) {
    layer.extends.push_back({std::string(shipped.standard), {"default", 0, 0}});
  }
  Policy policy = TRY(Build(layer, shipped));
  policy.name += " (extends";
  for (const auto& base : layer.extends) policy.name += " " + base.value;
  policy.name += ")";
  return policy;
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
