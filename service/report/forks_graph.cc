// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/dump.h"
#include "service/report/forks.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;
/// Two projects, by name.
using Pair = std::pair<Untrusted, Untrusted>;

bool MakesFamily(ForkClass fork_class) { return fork_class < ForkClass::kSharedThirdParty; }

bool IsDirected(const ForkEdge& edge) {
  return edge.direction == ForkDirection::kWeAreDownstream ||
         edge.direction == ForkDirection::kWeAreUpstream;
}

/// From where the code went to where it came from.
ForkEdge Turned(ForkEdge edge) {
  const bool turn =
      edge.direction == ForkDirection::kWeAreUpstream || (!IsDirected(edge) && edge.to < edge.from);
  if (!turn) return edge;
  std::swap(edge.from, edge.to);
  if (IsDirected(edge)) edge.direction = ForkDirection::kWeAreDownstream;
  return edge;
}

/// Smaller is stronger.
auto Strength(const ForkEdge& edge) { return std::make_tuple(!IsDirected(edge), edge.fork_class); }

std::map<Pair, ForkEdge> EdgeOfEach(std::span<const ForkEdge> edges) {
  std::map<Pair, ForkEdge> all;
  for (const ForkEdge& edge : edges) {
    if (!MakesFamily(edge.fork_class) || edge.from == edge.to) continue;
    const Pair pair = std::minmax(edge.from, edge.to);
    const auto [at, is_new] = all.try_emplace(pair, Turned(edge));
    if (!is_new && Strength(edge) < Strength(at->second)) at->second = Turned(edge);
  }
  return all;
}

/// Inside double quotes DOT (https://graphviz.org/doc/info/lang.html) reads `\"` and `\\` as JSON
/// does, and nothing else ends them.
std::string RenderDot(const std::map<Pair, ForkEdge>& edges) {
  Out<Sink::kJson> out;
  out << "digraph forks {\n  rankdir = BT;\n  node [shape = box];\n";
  for (const auto& [pair, edge] : edges) {
    out << "  \"" << edge.from << "\" -> \"" << edge.to << "\" [label = \""
        << NameOf(edge.fork_class) << "\"";
    if (!IsDirected(edge)) out << ", dir = none";
    out << "];\n";
  }
  out << "}\n";
  return out.text();
}

std::string RenderJson(const std::map<Pair, ForkEdge>& edges) {
  Json relations = Json::array();
  for (const auto& [pair, edge] : edges) {
    relations.push_back({{"from", ToValidUtf8(edge.from)},
                         {"to", ToValidUtf8(edge.to)},
                         {"class", NameOf(edge.fork_class).view()},
                         {"directed", IsDirected(edge)}});
  }
  return Dump({{"schema", "headwater.fork-graph/1"},
               {"headwater", kEngineVersion.view()},
               {"relations", std::move(relations)}});
}

}  // namespace

std::vector<ForkEdge> EdgesOf(const Untrusted& project, std::span<const ForkRelation> relations) {
  std::vector<ForkEdge> edges;
  edges.reserve(relations.size());
  for (const ForkRelation& one : relations) {
    edges.push_back({project, one.project, one.fork_class, one.direction});
  }
  return edges;
}

std::string RenderForkGraph(std::span<const ForkEdge> edges, GraphFormat format) {
  const std::map<Pair, ForkEdge> all = EdgeOfEach(edges);
  return format == GraphFormat::kDot ? RenderDot(all) : RenderJson(all);
}

}  // namespace headwater::report
