// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "rules/sbom/soundness.h"

namespace headwater::sbom {
namespace {

/// Which component leads to which: all edges in one array, those of one component together.
class Graph {
 public:
  /// The edges between components for which `is_wanted`.
  template <typename Wanted>
  Graph(const Bom& bom, const Wanted& is_wanted) : begins_(bom.components.size() + 1) {
    const size_t components = bom.components.size();
    const auto is_inside = [&](const BomEdge& edge) {
      return edge.from < components && edge.to < components && is_wanted(edge);
    };
    for (const BomEdge& edge : bom.edges) {
      if (is_inside(edge)) ++begins_[edge.from + 1];
    }
    for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    ends_.resize(begins_.back());
    std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const BomEdge& edge : bom.edges) {
      if (is_inside(edge)) ends_[next[edge.from]++] = edge.to;
    }
  }

  size_t size() const { return begins_.size() - 1; }
  bool empty() const { return ends_.empty(); }
  std::span<const ComponentIndex> From(ComponentIndex component) const {
    return std::span(ends_).subspan(begins_[component],
                                    begins_[component + 1] - begins_[component]);
  }

 private:
  std::vector<uint32_t> begins_;
  std::vector<ComponentIndex> ends_;
};

/// Who stands in a circle: Tarjan's strongly connected components
/// (https://doi.org/10.1137/0201010), with a stack of its own instead of recursion.
class Circles {
 public:
  explicit Circles(const Graph& graph)
      : graph_(graph), order_(graph.size()), lowest_(graph.size()), is_open_(graph.size()) {
    for (ComponentIndex i = 0; i < graph.size(); ++i) {
      if (order_[i] == 0) Walk(i);
    }
  }

  uint64_t count() const { return count_; }
  ComponentIndex first() const { return first_; }

 private:
  struct Step {
    ComponentIndex component;
    uint32_t next;  ///< Of its edges.
  };

  void Enter(ComponentIndex component) {
    order_[component] = lowest_[component] = ++entered_;
    open_.push_back(component);
    is_open_[component] = true;
    steps_.push_back({component, 0});
  }

  void Walk(ComponentIndex start) {
    Enter(start);
    while (!steps_.empty()) {
      Step& step = steps_.back();
      const ComponentIndex from = step.component;
      const auto edges = graph_.From(from);
      if (step.next == edges.size()) {
        Leave(from);
        continue;
      }
      const ComponentIndex to = edges[step.next++];
      if (order_[to] == 0) {
        Enter(to);
      } else if (is_open_[to]) {
        lowest_[from] = std::min(lowest_[from], order_[to]);
      }
    }
  }

  void Leave(ComponentIndex component) {
    steps_.pop_back();
    if (!steps_.empty()) {
      uint32_t& lowest = lowest_[steps_.back().component];
      lowest = std::min(lowest, lowest_[component]);
    }
    if (lowest_[component] != order_[component]) return;
    const auto begin = std::find(open_.rbegin(), open_.rend(), component).base() - 1;
    const auto edges = graph_.From(component);
    const bool is_circle =
        open_.end() - begin > 1 || std::find(edges.begin(), edges.end(), component) != edges.end();
    for (auto at = begin; at != open_.end(); ++at) {
      is_open_[*at] = false;
      if (is_circle) first_ = std::min(first_, *at);
    }
    if (is_circle) count_ += static_cast<uint64_t>(open_.end() - begin);
    open_.erase(begin, open_.end());
  }

  const Graph& graph_;
  uint32_t entered_ = 0;
  std::vector<uint32_t> order_;  ///< 0: not entered yet.
  std::vector<uint32_t> lowest_;
  std::vector<bool> is_open_;
  std::vector<ComponentIndex> open_;
  std::vector<Step> steps_;
  uint64_t count_ = 0;
  ComponentIndex first_ = kNoComponent;
};

void CheckCircles(const Bom& bom, BomEdge::Kind kind, std::string_view key, Soundness& found) {
  const Graph graph(bom, [kind](const BomEdge& edge) { return edge.kind == kind; });
  const Circles circles(graph);
  if (circles.count() == 0) return;
  const BomComponent& first = bom.components[circles.first()];
  found.Warn(first.node, key,
             {{"count", std::to_string(circles.count())}, {"name", ShownName(first)}});
}

/// Whatever can be come to from the primary components, by any edge or by being nested.
std::vector<bool> Reached(const Bom& bom, const Graph& graph) {
  std::vector<bool> is_reached(bom.components.size());
  std::vector<ComponentIndex> open(bom.primary.begin(), bom.primary.end());
  // Parents stand before their children, so that one list by parent is enough.
  std::vector<ComponentIndex> children(bom.components.size(), kNoComponent);
  std::vector<ComponentIndex> siblings(bom.components.size(), kNoComponent);
  for (ComponentIndex i = 0; i < bom.components.size(); ++i) {
    const ComponentIndex parent = bom.components[i].parent;
    if (parent >= bom.components.size()) continue;
    siblings[i] = children[parent];
    children[parent] = i;
  }
  const auto reach = [&](ComponentIndex component) {
    if (is_reached[component]) return;
    is_reached[component] = true;
    open.push_back(component);
  };
  for (const ComponentIndex primary : bom.primary) is_reached[primary] = true;
  while (!open.empty()) {
    const ComponentIndex component = open.back();
    open.pop_back();
    for (const ComponentIndex to : graph.From(component)) reach(to);
    for (auto child = children[component]; child != kNoComponent; child = siblings[child]) {
      reach(child);
    }
  }
  return is_reached;
}

/// A document that states no dependencies at all says nothing about who is connected.
void CheckReachable(const Bom& bom, Soundness& found) {
  const Graph graph(bom, [](const BomEdge&) { return true; });
  if (graph.empty() || bom.primary.empty()) return;
  const std::vector<bool> is_reached = Reached(bom, graph);
  uint64_t total = 0;
  uint64_t count = 0;
  ComponentIndex first = kNoComponent;
  for (ComponentIndex i = 0; i < bom.components.size(); ++i) {
    const ComponentType type = bom.components[i].type;
    if (type == ComponentType::kService || type == ComponentType::kFile) continue;
    ++total;
    if (is_reached[i]) continue;
    ++count;
    first = std::min(first, i);
  }
  if (count == 0) return;
  found.Warn(bom.components[first].node, "not-reachable",
             {{"count", std::to_string(count)},
              {"total", std::to_string(total)},
              {"primary", ShownName(bom.components[bom.primary.front()])},
              {"name", ShownName(bom.components[first])}});
}

/// What the formats call the place of the primary component.
std::string PrimaryName(SbomFormat format) {
  if (format == SbomFormat::kCycloneDx) return "metadata.component";
  return format == SbomFormat::kSpdx3 ? "rootElement" : "DESCRIBES";
}

/// Two statements about the same thing, of which one says everything is there and one that it is
/// not.
void CheckCompleteness(const Bom& bom, Soundness& found) {
  std::vector<const BomCompleteness*> statements;
  for (const BomCompleteness& statement : bom.completeness) {
    const bool is_firm = statement.value == BomCompleteness::Value::kComplete ||
                         statement.value == BomCompleteness::Value::kIncomplete;
    if (is_firm && !statement.is_dangling) statements.push_back(&statement);
  }
  const auto about = [](const BomCompleteness* one) {
    return std::tie(one->component, one->aspect);
  };
  std::stable_sort(statements.begin(), statements.end(),
                   [&](const auto* a, const auto* b) { return about(a) < about(b); });
  for (size_t i = 1; i < statements.size(); ++i) {
    const BomCompleteness& before = *statements[i - 1];
    const BomCompleteness& statement = *statements[i];
    if (about(&before) != about(&statement) || before.value == statement.value) continue;
    const TreePlace place = bom.document->tree->PlaceOf(before.node);
    found.Warn(statement.node, "completeness-conflict", {{"line", std::to_string(place.line)}});
  }
}

}  // namespace

void CheckStructure(const Bom& bom, Soundness& found) {
  const NodeIndex root = bom.document->root;
  if (bom.components.size() <= bom.primary.size()) found.Warn(root, "no-components", {});
  if (bom.primary.empty()) {
    found.Warn(root, "no-primary", {{"name", PrimaryName(bom.document->format)}});
  }
  CheckReachable(bom, found);
  CheckCircles(bom, BomEdge::Kind::kDependsOn, "circle", found);
  CheckCircles(bom, BomEdge::Kind::kContains, "contains-itself", found);
  CheckCompleteness(bom, found);
}

}  // namespace headwater::sbom
