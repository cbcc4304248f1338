// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "service/jobs/fork_facts_json.h"
#include "service/jobs/fork_fields.h"

namespace headwater::jobs {
namespace {

using Json = Out<Sink::kJson>;

Json Value(const Untrusted& text) {
  const bool fits = text.bytes().size() <= kMaxForkTextBytes;
  Json value;
  value << "\"" << (fits ? text : Untrusted(text.bytes().substr(0, kMaxForkTextBytes))) << "\"";
  return value;
}

Json Value(Literal word) { return std::move(Json() << "\"" << word << "\""); }

Json Value(bool flag) { return std::move(Json() << (flag ? Literal("true") : Literal("false"))); }

Json Value(uint64_t number) { return std::move(Json() << number); }

/// In the fewest digits that read back as the same number.
Json Value(double share) {
  constexpr size_t kDigits = 32;  // Of a number from 0 to 1: 17 digits, a sign, an exponent.
  char digits[kDigits];
  const auto end = std::to_chars(digits, digits + kDigits, std::clamp(share, 0.0, 1.0)).ptr;
  return std::move(Json() << Untrusted(std::string(digits, end)));
}

Json Value(const CommitId& commit) { return Value(Untrusted(commit.Hex())); }

/// Commits claim any time: what no reader of ours takes becomes the nearest that it does.
Json Value(std::chrono::sys_seconds time) {
  const auto count =
      std::clamp<int64_t>(time.time_since_epoch().count(), 0, std::numeric_limits<uint32_t>::max());
  return Value(static_cast<uint64_t>(count));
}

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

}  // namespace

Out<Sink::kJson> RenderForkFacts(const ForkFacts& facts) { return Value(facts); }

}  // namespace headwater::jobs
