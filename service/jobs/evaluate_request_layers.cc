// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "service/jobs/evaluate_request_parts.h"

namespace headwater::jobs::request {
namespace {

using Kind = DataNode::Kind;

Result<config::LayerKind> KindOf(const DataNode& node) {
  const auto* const word =
      std::find_if(std::begin(kLayerWords), std::end(kLayerWords),
                   [&node](const LayerWord& one) { return one.word.view() == node.scalar; });
  if (word == std::end(kLayerWords)) {
    return Wrong("policy.layers.kind", "`shipped`, `instance` or `group`");
  }
  return word->kind;
}

Status ReadMember(const std::string& name, const DataNode& node, config::LayerText& layer) {
  if (name == "kind") {
    layer.kind = TRY(KindOf(node));
  } else if (name == "name") {
    layer.name = TRY(String("policy.layers.name", node));
  } else if (name == "text") {
    layer.yaml = std::make_shared<std::string>(TRY(String("policy.layers.text", node)));
  } else {
    return Wrong("policy.layers", "`kind`, `name` and `text`");
  }
  return Ok{};
}

}  // namespace

Result<std::vector<config::LayerText>> Layers(const DataNode& node) {
  if (node.kind != Kind::kList || node.items.empty()) return Wrong("policy.layers", "a list");
  std::vector<config::LayerText> layers;
  for (const DataNode& item : node.items) {
    if (item.kind != Kind::kMap) return Wrong("policy.layers", "objects");
    config::LayerText layer;
    for (const auto& [key, value] : item.members) TRY(ReadMember(key.scalar, value, layer));
    const bool ships = layer.kind == config::LayerKind::kShipped;
    if (layer.name.empty() || ships != (layer.yaml == nullptr)) {
      return Wrong("policy.layers", "a `name`, and a `text` unless it is shipped");
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

}  // namespace headwater::jobs::request
