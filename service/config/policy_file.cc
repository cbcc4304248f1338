// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/policy_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "headwater/data.h"
#include "service/config/option_value.h"
#include "service/config/suggestion.h"
#include "service/config/upstream_entries.h"

namespace headwater::config {
namespace {

Result<Threads> ReadThreads(const DataNode& node) {
  const bool is_text = node.kind == DataNode::Kind::kString;
  if (is_text && node.scalar == "gate-only") return Threads::kGateOnly;
  if (is_text && node.scalar == "none") return Threads::kNone;
  return Error{Errc::kInvalid,
               "expected gate-only or none" + DidYouMean(node.scalar, {"gate-only", "none"})};
}

/// Reads one file; carries what every error and every value needs.
class Reader {
 public:
  Reader(std::string_view file, std::span<const RuleEntry* const> known)
      : file_(file), known_(known) {}

  Result<PolicyLayer> Read(const DataNode& root);

 private:
  using Strings = Sourced<std::vector<std::string>>;

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

  Status ReadKey(const DataNode& key, const DataNode& node, PolicyLayer& layer) const;
  Status ReadOrigin(const DataNode& key, const DataNode& node, PolicyLayer& layer) const;
  Status ReadExtends(const DataNode& key, const DataNode& node, PolicyLayer& layer) const;
  Status ReadRules(const DataNode& node, PolicyLayer& layer) const;
  Result<RuleLayer> ReadRule(const RuleInfo& info, const DataNode& node) const;
  Status ReadRuleKey(const RuleInfo& info, const DataNode& key, const DataNode& node,
                     RuleLayer& rule) const;
  Status ReadOptions(const RuleInfo& info, const DataNode& node, RuleLayer& rule) const;
  Result<Sourced<Mode>> ReadMode(const DataNode& node) const;
  const RuleEntry* Find(std::string_view id) const;

  const std::string file_;
  const std::span<const RuleEntry* const> known_;
};

Result<PolicyLayer> Reader::Read(const DataNode& root) {
  PolicyLayer layer;
  layer.name = file_;
  if (root.kind == DataNode::Kind::kNull) return layer;
  if (root.kind != DataNode::Kind::kMap) return At(root, "a policy is a map of keys");
  for (const auto& [key, node] : root.members) TRY(ReadKey(key, node, layer));
  return layer;
}

Status Reader::ReadKey(const DataNode& key, const DataNode& node, PolicyLayer& layer) const {
  if (key.scalar == "extends") return ReadExtends(key, node, layer);
  if (key.scalar == "rules") return ReadRules(node, layer);
  if (key.scalar == "generated") {
    layer.generated = TRY(Placed(ReadGlobs(node), key, node));
  } else if (key.scalar == "threads") {
    layer.threads = TRY(Placed(ReadThreads(node), key, node));
  } else {
    return ReadOrigin(key, node, layer);
  }
  return Ok{};
}

/// Where the project comes from.
Status Reader::ReadOrigin(const DataNode& key, const DataNode& node, PolicyLayer& layer) const {
  if (key.scalar == "upstreams") {
    std::vector<PolicyUpstream> upstreams = TRY(ReadUpstreams(file_, node));
    layer.upstreams = {std::move(upstreams), OriginOf(node)};
  } else if (key.scalar == "own") {
    layer.own = TRY(Placed(ReadGlobs(node), key, node));
  } else if (key.scalar == "variant") {
    layer.variant = TRY(Placed(ReadReason(node), key, node));
  } else {
    return UnknownKey(key, "key",
                      {"extends", "rules", "generated", "threads", "upstreams", "own", "variant"});
  }
  return Ok{};
}

Status Reader::ReadExtends(const DataNode& key, const DataNode& node, PolicyLayer& layer) const {
  const Strings names = TRY(Placed(ReadStrings(node), key, node));
  for (const std::string& name : names.value) layer.extends.push_back({name, names.origin});
  return Ok{};
}

const RuleEntry* Reader::Find(std::string_view id) const {
  for (const RuleEntry* rule : known_) {
    if (rule->info.id.view() == id) return rule;
  }
  return nullptr;
}

Status Reader::ReadRules(const DataNode& node, PolicyLayer& layer) const {
  if (node.kind != DataNode::Kind::kMap) return At(node, "`rules` is a map from rule to settings");
  for (const auto& [key, settings] : node.members) {
    const RuleEntry* rule = Find(key.scalar);
    if (rule == nullptr) {
      std::vector<std::string_view> ids;
      for (const RuleEntry* entry : known_) ids.push_back(entry->info.id.view());
      return UnknownKey(key, "rule", ids);
    }
    layer.rules[key.scalar] = TRY(ReadRule(rule->info, settings));
  }
  return Ok{};
}

Result<RuleLayer> Reader::ReadRule(const RuleInfo& info, const DataNode& node) const {
  RuleLayer rule;
  if (node.kind == DataNode::Kind::kString) {
    rule.mode = TRY(ReadMode(node));
    return rule;
  }
  if (node.kind != DataNode::Kind::kMap) return At(node, "a rule has a mode, or a map of settings");
  for (const auto& [key, value] : node.members) TRY(ReadRuleKey(info, key, value, rule));
  return rule;
}

Status Reader::ReadRuleKey(const RuleInfo& info, const DataNode& key, const DataNode& node,
                           RuleLayer& rule) const {
  const std::pair<std::string_view, std::optional<Strings>*> lists[] = {
      {"only", &rule.only},
      {"except", &rule.except},
      {"gate_on_branches", &rule.gate_on_branches},
  };
  for (const auto& [name, list] : lists) {
    if (key.scalar != name) continue;
    *list = TRY(Placed(ReadGlobs(node), key, node));
    return Ok{};
  }
  if (key.scalar == "options") return ReadOptions(info, node, rule);
  if (key.scalar != "mode") {
    return UnknownKey(key, "key", {"mode", "options", "only", "except", "gate_on_branches"});
  }
  rule.mode = TRY(ReadMode(node));
  return Ok{};
}

Status Reader::ReadOptions(const RuleInfo& info, const DataNode& node, RuleLayer& rule) const {
  if (node.kind != DataNode::Kind::kMap) return At(node, "`options` is a map");
  for (const auto& [key, value] : node.members) {
    const OptionInfo* option = nullptr;
    std::vector<std::string_view> names;
    for (const OptionInfo& candidate : info.options) {
      names.push_back(candidate.name.view());
      if (candidate.name.view() == key.scalar) option = &candidate;
    }
    if (option == nullptr) return UnknownKey(key, "option", names);
    rule.options[key.scalar] = TRY(Placed(ReadOptionValue(*option, value), key, value));
  }
  return Ok{};
}

Result<Sourced<Mode>> Reader::ReadMode(const DataNode& node) const {
  const std::optional<Mode> mode =
      node.kind == DataNode::Kind::kString ? ModeOf(node.scalar) : std::nullopt;
  if (mode) return Sourced<Mode>{*mode, OriginOf(node)};
  std::vector<std::string_view> names;
  std::transform(kAllModes.begin(), kAllModes.end(), std::back_inserter(names),
                 [](Mode known) { return NameOf(known).view(); });
  return At(node,
            "a mode is one of off, observe, hint, ratchet, gate" + DidYouMean(node.scalar, names));
}

}  // namespace

Result<PolicyLayer> ReadPolicyFile(std::string_view name, std::string_view yaml,
                                   std::span<const RuleEntry* const> known) {
  // The reader's message begins with line:column: the file's name completes the place.
  Result<DataNode> root = ParseYaml(yaml, kPolicyLimits);
  if (!root.ok()) {
    return Error{Errc::kInvalid, std::string(name) + ":" + root.error().message};
  }
  return Reader(name, known).Read(root.value());
}

}  // namespace headwater::config
