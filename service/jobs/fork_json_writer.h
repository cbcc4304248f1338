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

#include "headwater/ids.h"
#include "headwater/sink.h"
#include "service/jobs/fork_fields.h"
#include "service/report/fork_index.h"

/// \file
/// Writes what has an EachMember as a JSON object. What is beyond its bounds is left out.

namespace headwater::jobs::members {

using Json = Out<Sink::kJson>;
using report::NameOf;

/// At most kMaxForkTextBytes of it.
Json Value(const Untrusted& text);
Json Value(Literal word);
Json Value(bool flag);
Json Value(uint64_t number);
/// In the fewest digits that read back as the same number.
Json Value(double share);
/// Whole: paths and names of ours.
Json Value(const std::string& text);
Json Value(const PartitionName& name);
Json Value(const CommitId& commit);
Json Value(const BlobId& blob);
/// Commits claim any time: what no reader of ours takes becomes the nearest that it does.
Json Value(std::chrono::sys_seconds time);

template <typename Enum>
requires std::is_enum_v<Enum> Json Value(Enum value) { return Value(NameOf(value)); }

template <typename Object>
requires std::is_class_v<Object> Json Value(const Object& object);

class ObjectWriter {
 public:
  template <typename T>
  void operator()(Literal name, const T& member) {
    Begin(name) << Value(member);
  }

  template <typename T>
  void operator()(Literal name, const std::optional<T>& member) {
    if (member) (*this)(name, *member);
  }

  template <typename T>
  void operator()(Literal name, const std::vector<T>& list, size_t most) {
    Begin(name) << "[";
    Literal separator = "";
    for (size_t i = 0; i < std::min(list.size(), most); ++i) {
      if (RefersBeyond(list[i])) continue;
      object_ << separator << Value(list[i]);
      separator = ",";
    }
    object_ << "]";
  }

  Json Finish() && { return std::move(object_ << "}"); }

 private:
  template <typename T>
  static bool RefersBeyond(const T& item) {
    if constexpr (requires { item.relation; }) return item.relation >= kMaxForkRelations;
    return false;
  }

  Json& Begin(Literal name) {
    object_ << separator_ << "\"" << name << "\":";
    separator_ = ",";
    return object_;
  }

  Json object_ = std::move(Json() << "{");
  Literal separator_ = "";
};

template <typename Object>
requires std::is_class_v<Object> Json Value(const Object& object) {
  ObjectWriter writer;
  EachMember(object, writer);
  return std::move(writer).Finish();
}

}  // namespace headwater::jobs::members
