// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "service/jobs/evaluate_request_parts.h"
#include "service/jobs/fork_facts_json.h"
#include "service/jobs/fork_fields.h"

namespace headwater::jobs {
namespace {

using request::Wrong;

// A byte that is no UTF-8 is written as four characters.
constexpr size_t kMaxReadBytes = 4 * kMaxForkTextBytes;

Status Take(const std::string& name, const DataNode& node, Untrusted& text) {
  std::string read = TRY(request::String(name, node));
  if (read.size() > kMaxReadBytes) return Wrong(name, "a text of at most 4,096 bytes");
  text = Untrusted(std::move(read));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, bool& flag) {
  flag = TRY(request::Flag(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, uint64_t& number) {
  number = TRY(request::Number(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, double& share) {
  const char* const end = node.scalar.data() + node.scalar.size();
  const auto [at, error] = std::from_chars(node.scalar.data(), end, share);
  const bool is_number =
      node.kind == DataNode::Kind::kInteger || node.kind == DataNode::Kind::kFloat;
  if (!is_number || error != std::errc{} || at != end || !(share >= 0 && share <= 1)) {
    return Wrong(name, "a number from 0 to 1");
  }
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, CommitId& commit) {
  commit = TRY(request::Id(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, std::chrono::sys_seconds& time) {
  time = TRY(request::Time(name, node));
  return Ok{};
}

Status Take(const std::string& name, const DataNode& node, Literal& gap) {
  const auto* const found = std::ranges::find_if(
      kForkGaps, [&node](const Literal& word) { return word.view() == node.scalar; });
  if (node.kind != DataNode::Kind::kString || (!node.scalar.empty() && found == kForkGaps.end())) {
    return Wrong(name, "`under-way`, `unreachable`, `too-large` or nothing");
  }
  gap = node.scalar.empty() ? Literal() : *found;
  return Ok{};
}

template <typename Enum>
requires std::is_enum_v<Enum> Status Take(const std::string& name, const DataNode& node,
                                          Enum& value) {
  const auto* const found = std::ranges::find_if(
      kAllOf<Enum>, [&node](Enum known) { return NameOf(known).view() == node.scalar; });
  if (found == kAllOf<Enum>.end()) return Wrong(name, "one of its words");
  value = *found;
  return Ok{};
}

template <typename Object>
requires std::is_class_v<Object> Status Take(const std::string& name, const DataNode& node,
                                             Object& object);

class ObjectReader {
 public:
  ObjectReader(const std::string& path, const DataNode& node) : path_(path), node_(node) {}

  template <typename T>
  void operator()(Literal name, T& member) {
    const DataNode* node = Find(name);
    if (node != nullptr) status_ = Take(PathOf(name), *node, member);
  }

  template <typename T>
  void operator()(Literal name, std::optional<T>& member) {
    const DataNode* node = Find(name);
    if (node != nullptr) status_ = Take(PathOf(name), *node, member.emplace());
  }

  template <typename T>
  void operator()(Literal name, std::vector<T>& list, size_t most) {
    const DataNode* node = Find(name);
    if (node == nullptr) return;
    if (node->kind != DataNode::Kind::kList || node->items.size() > most) {
      status_ = Wrong(PathOf(name), "a list of at most " + std::to_string(most));
      return;
    }
    for (const DataNode& item : node->items) {
      status_ = Take(PathOf(name), item, list.emplace_back());
      if (!status_.ok()) return;
    }
  }

  Status Finish() && {
    if (!status_.ok()) return std::move(status_);
    for (const auto& [key, value] : node_.members) {
      const bool is_known = std::ranges::any_of(
          names_, [&name = key.scalar](const Literal& known) { return known.view() == name; });
      if (!is_known) {
        return Error{Errc::kInvalid, "request: unknown member `" + path_ + "." + key.scalar + "`"};
      }
    }
    return Ok{};
  }

 private:
  std::string PathOf(Literal name) const { return path_ + "." + std::string(name.view()); }

  /// Nothing more is looked for once something is wrong.
  const DataNode* Find(Literal name) {
    names_.push_back(name);
    return status_.ok() ? node_.Find(name.view()) : nullptr;
  }

  const std::string& path_;
  const DataNode& node_;
  std::vector<Literal> names_;
  Status status_ = Ok{};
};

template <typename Object>
requires std::is_class_v<Object> Status Take(const std::string& name, const DataNode& node,
                                             Object& object) {
  if (node.kind != DataNode::Kind::kMap) return Wrong(name, "an object");
  ObjectReader reader(name, node);
  EachMember(object, reader);
  return std::move(reader).Finish();
}

template <typename Items>
bool ReferTo(const Items& items, size_t relations) {
  return std::ranges::all_of(items,
                             [relations](const auto& item) { return item.relation < relations; });
}

}  // namespace

Result<ForkFacts> ReadForkFacts(const DataNode& node) {
  ForkFacts facts;
  TRY(Take("facts.forks", node, facts));
  const bool named = std::ranges::none_of(
      facts.relations, [](const ForkRelation& relation) { return relation.project.empty(); });
  if (!named) return Wrong("facts.forks.relations", "a `project` in each");
  if (!ReferTo(facts.touched, facts.relations.size())) {
    return Wrong("facts.forks.touched.relation", "the number of a relation");
  }
  if (!ReferTo(facts.elsewhere, facts.relations.size())) {
    return Wrong("facts.forks.elsewhere.relation", "the number of a relation");
  }
  return facts;
}

}  // namespace headwater::jobs
