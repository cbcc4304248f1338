// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/ids.h"
#include "service/jobs/evaluate_request_parts.h"
#include "service/jobs/fork_fields.h"
#include "service/report/fork_index.h"

/// \file
/// Reads what has an EachMember from a JSON object, strictly: errors are kInvalid and name the
/// member.

namespace headwater::jobs::members {

using report::NameOf;

Status Take(const std::string& name, const DataNode& node, Untrusted& text);
Status Take(const std::string& name, const DataNode& node, bool& flag);
Status Take(const std::string& name, const DataNode& node, uint64_t& number);
/// From 0 to 1.
Status Take(const std::string& name, const DataNode& node, double& share);
Status Take(const std::string& name, const DataNode& node, std::string& text);
Status Take(const std::string& name, const DataNode& node, PartitionName& partition);
Status Take(const std::string& name, const DataNode& node, CommitId& commit);
Status Take(const std::string& name, const DataNode& node, BlobId& blob);
Status Take(const std::string& name, const DataNode& node, std::chrono::sys_seconds& time);
/// One of kForkGaps, or nothing.
Status Take(const std::string& name, const DataNode& node, Literal& gap);
/// As ReadForkFacts.
Status Take(const std::string& name, const DataNode& node, ForkFacts& facts);

template <typename Enum>
requires std::is_enum_v<Enum> Status Take(const std::string& name, const DataNode& node,
                                          Enum& value) {
  const auto* const found = std::ranges::find_if(
      kAllOf<Enum>, [&node](Enum known) { return NameOf(known).view() == node.scalar; });
  if (found == kAllOf<Enum>.end()) return request::Wrong(name, "one of its words");
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
      status_ = request::Wrong(PathOf(name), "a list of at most " + std::to_string(most));
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
Status TakeObject(const std::string& name, const DataNode& node, Object& object) {
  if (node.kind != DataNode::Kind::kMap) return request::Wrong(name, "an object");
  ObjectReader reader(name, node);
  EachMember(object, reader);
  return std::move(reader).Finish();
}

template <typename Object>
requires std::is_class_v<Object> Status Take(const std::string& name, const DataNode& node,
                                             Object& object) {
  return TakeObject(name, node, object);
}

}  // namespace headwater::jobs::members
